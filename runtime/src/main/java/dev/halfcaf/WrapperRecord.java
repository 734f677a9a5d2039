package dev.halfcaf;

import java.util.ArrayList;
import java.util.List;

/** What a layer knows of itself from its construction to its binding. */
final class WrapperRecord {
    /** A layer that holds another, the name of the field, and what that field says of the policy. */
    record Owner(Layer owner, String segment, List<ResolvedPolicy> field) {}

    private final PolicySource source;
    private final List<ResolvedPolicy> candidates;
    private final List<Owner> owners = new ArrayList<>(1);

    WrapperRecord(PolicySource source, List<ResolvedPolicy> candidates) {
        this.source = source;
        this.candidates = List.copyOf(candidates);
    }

    /** Becomes the owner of the layers and variables in the fields of the layer that this record is of. */
    void takeOver(Layer layer) {
        MemberList members = MemberList.of(layer);
        for (VariableMember member : members.variables()) {
            member.variable().ownedBy(layer);
        }
        for (MemberList.Child child : members.children()) {
            child.layer().requireWrapper().owners.add(new Owner(layer, child.segment(), child.field()));
        }
    }

    List<Owner> owners() {
        return owners;
    }

    /** The layer's policy where an owner, or nobody, gives it one. */
    ResolvedPolicy resolve(Layer layer, List<ResolvedPolicy> fromOwner) {
        List<ResolvedPolicy> all = new ArrayList<>(candidates);
        all.addAll(fromOwner);
        return source.resolve(layer.describe(), all);
    }
}
