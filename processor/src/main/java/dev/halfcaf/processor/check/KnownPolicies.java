package dev.halfcaf.processor.check;

import dev.halfcaf.Policy;
import dev.halfcaf.PolicyOrigin;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import java.util.ArrayList;
import java.util.List;

/** The policies of which the build knows that a class may be used under them. */
final class KnownPolicies {
    private KnownPolicies() {}

    /** The one that the build resolved, then those of {@code only}. */
    static List<ResolvedPolicy> of(LayerDescription layer) {
        List<ResolvedPolicy> known = new ArrayList<>();
        if (layer.policy().resolved() != null) {
            known.add(layer.policy().resolved());
        }
        for (String name : layer.policy().only()) {
            known.add(new ResolvedPolicy(
                    Policy.of(name),
                    PolicyOrigin.CLASS,
                    "'only' of class " + layer.name().canonicalName()));
        }
        return known;
    }
}
