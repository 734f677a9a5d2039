package dev.halfcaf.processor.describe;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.ResolvedPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the build knows of a class's policy.
 *
 * @param named whether the class has this policy in every surrounding; else it is what the surroundings are overridden by
 * @param resolved the nearest policy that the build found, without the class's own loss scale; null if it found none
 * @param lossScale what the class's annotation says of the loss scale, {@code "auto"} if nothing
 * @param only the policies under which a bare class may be used; empty for all
 * @param map the policies of layers within it, by their paths
 */
public record BuildPolicy(
        boolean named, @Nullable ResolvedPolicy resolved, String lossScale, List<String> only, PolicyMap map) {
    public BuildPolicy {
        only = List.copyOf(only);
    }

    /** Whether what {@code forward} returns may have to be cast: where no policy of the class does that, there is no code for it. */
    public boolean mayCastOutput() {
        if (named) {
            return resolved != null && resolved.policy().castsOutput();
        }
        return only.isEmpty() || only.stream().map(Policy::of).anyMatch(Policy::castsOutput);
    }

    /** Whether the map has an entry that may be for the layer in this field, or for one further down. */
    public boolean mapMayReach(String field) {
        return map.entries().stream()
                .map(entry -> entry.path().split("/")[0])
                .anyMatch(first -> first.equals(field) || first.startsWith("*"));
    }

    /** Whether a train step of the class can do without loss scaling, whatever run time brings. */
    public boolean neverScales() {
        if (!lossScale.equals("auto")) {
            return lossScale.equals("none");
        }
        return named && resolved != null && resolved.policy().lossScaling().equals(LossScaling.none());
    }
}
