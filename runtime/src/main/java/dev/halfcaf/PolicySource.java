package dev.halfcaf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the build knows of a class's policy; generated wrappers hold one in a constant. The rest of the resolution is
 * done when the layer is bound.
 */
public final class PolicySource {
    private static final PolicySource SURROUNDINGS = new PolicySource(null, "auto", List.of(), PolicyMap.empty());

    private final @Nullable ResolvedPolicy resolved;
    private final String lossScale;
    private final List<String> only;
    private final PolicyMap map;

    private PolicySource(@Nullable ResolvedPolicy resolved, String lossScale, List<String> only, PolicyMap map) {
        this.resolved = resolved;
        this.lossScale = lossScale;
        this.only = only;
        this.map = map;
    }

    /** A bare class about which the build knows nothing: its surroundings at run time decide. */
    public static PolicySource surroundings() {
        return SURROUNDINGS;
    }

    /**
     * A policy that the build found.
     *
     * @param policy the policy's config, see {@link Policy#config}
     * @param where the place in words, such as {@code "class com.acme.Noise"}
     */
    public static PolicySource of(String policy, PolicyOrigin origin, String where) {
        return new PolicySource(
                new ResolvedPolicy(Policy.fromConfig(policy), origin, where), "auto", List.of(), PolicyMap.empty());
    }

    /** This source with the loss scale that the class's annotation gives, over the one that its policy brings. */
    public PolicySource withLossScale(String text) {
        return new PolicySource(resolved, text, only, map);
    }

    /** This source for a class that may be used under these policies only. */
    public PolicySource only(String... policies) {
        List<String> names =
                Arrays.stream(policies).map(Policy::of).map(Policy::name).toList();
        return new PolicySource(resolved, lossScale, names, map);
    }

    /** This source for a model whose annotation maps layers at this path to a policy of their own. */
    public PolicySource map(String path, String policy) {
        return new PolicySource(resolved, lossScale, only, map.and(path, policy));
    }

    /** The policy map of the model's annotation; empty if it has none. */
    PolicyMap map() {
        return map;
    }

    /**
     * The layer's policy, from what the build found and from what run time adds. This is the one place where all that can
     * decide comes together; {@link ResolvedPolicy#nearest} decides.
     *
     * @throws IllegalStateException if the class may not be used under it
     */
    ResolvedPolicy resolve(String layerClass, List<ResolvedPolicy> atRunTime) {
        List<ResolvedPolicy> candidates = new ArrayList<>(atRunTime);
        if (resolved != null) {
            candidates.add(resolved);
        }
        ResolvedPolicy nearest = ResolvedPolicy.nearest(candidates);
        if (!only.isEmpty() && !only.contains(nearest.policy().name())) {
            throw new IllegalStateException(layerClass + " may be used under " + String.join(", ", only)
                    + " only (its annotation says so), but it would have " + nearest + ".");
        }
        return lossScale.equals("auto")
                ? nearest
                : new ResolvedPolicy(nearest.policy().withLossScale(lossScale), nearest.origin(), nearest.where());
    }
}
