package dev.halfcaf.processor.describe;

import dev.halfcaf.LossScaling;
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
 */
public record BuildPolicy(boolean named, @Nullable ResolvedPolicy resolved, String lossScale, List<String> only) {
    public BuildPolicy {
        only = List.copyOf(only);
    }

    /** Whether a train step of the class can do without loss scaling, whatever run time brings. */
    public boolean neverScales() {
        if (!lossScale.equals("auto")) {
            return lossScale.equals("none");
        }
        return named && resolved != null && resolved.policy().lossScaling().equals(LossScaling.none());
    }
}
