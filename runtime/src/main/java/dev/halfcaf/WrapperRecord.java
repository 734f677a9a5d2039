package dev.halfcaf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a layer knows of itself from its construction to its binding. */
final class WrapperRecord {
    /** A layer that holds another, the name of the field, and what that field says of the policy. */
    record Owner(Layer owner, String segment, List<ResolvedPolicy> field) {}

    private final PolicySource source;
    private final List<ResolvedPolicy> candidates;
    private final List<Owner> owners = new ArrayList<>(1);
    private @Nullable PolicyMap given;

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

    /** Puts a policy map in the place of the annotation's. */
    void give(PolicyMap map) {
        given = map;
    }

    /** The policy map for the layers that this one holds; null if there is none. */
    @Nullable
    MapInForce map(Layer layer, String path) {
        if (given != null) {
            return new MapInForce(given, "policy map given to model " + layer.describe(), path);
        }
        return source.map().isEmpty()
                ? null
                : new MapInForce(source.map(), "policy map of model " + layer.describe(), path);
    }

    /** The layer's policy where an owner, or nobody, gives it one. */
    ResolvedPolicy resolve(Layer layer, List<ResolvedPolicy> fromOwner) {
        List<ResolvedPolicy> all = new ArrayList<>(candidates);
        all.addAll(fromOwner);
        return source.resolve(layer.describe(), all);
    }
}
