package dev.halfcaf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a wrapper named to it: the layer's variables and child layers, in order. */
final class MemberList implements Members {
    /** A child layer, the field that holds it, and what that field says of the policy. */
    record Child(String segment, Layer layer, List<ResolvedPolicy> field) {}

    private final List<VariableMember> variables = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();

    private MemberList() {}

    static MemberList of(Layer layer) {
        MemberList members = new MemberList();
        layer.members(members);
        return members;
    }

    List<VariableMember> variables() {
        return variables;
    }

    List<Child> children() {
        return children;
    }

    @Override
    public VariableMember variable(@Nullable Variable variable) {
        return variable(variable == null ? "" : variable.name(), variable);
    }

    @Override
    public VariableMember variable(String name, @Nullable Variable variable) {
        VariableMember member = new VariableMember(name, variable);
        if (variable != null) {
            variables.add(member);
        }
        return member;
    }

    @Override
    public void layer(String name, @Nullable Object layer) {
        if (layer instanceof Layer child) {
            children.add(new Child(name, child, List.of()));
        }
    }

    @Override
    public void layer(String name, @Nullable Object layer, String policy, String where) {
        if (layer instanceof Layer child) {
            children.add(new Child(
                    name, child, List.of(new ResolvedPolicy(Policy.fromConfig(policy), PolicyOrigin.FIELD, where))));
        }
    }
}
