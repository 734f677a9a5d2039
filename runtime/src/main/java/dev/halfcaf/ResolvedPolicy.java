package dev.halfcaf;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A policy together with the place that it comes from.
 *
 * @param origin the kind of place
 * @param where the place in words, such as {@code "class com.acme.Noise"}; messages and reports print it
 */
public record ResolvedPolicy(Policy policy, PolicyOrigin origin, String where) {
    /** What a layer gets of which nothing and nobody says anything. */
    public static final ResolvedPolicy DEFAULT =
            new ResolvedPolicy(Policy.of("float32"), PolicyOrigin.DEFAULT, "default");

    public ResolvedPolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(where, "where");
    }

    /** The candidate whose origin is nearest, by the order of {@link PolicyOrigin}; without any, {@link #DEFAULT}. */
    public static ResolvedPolicy nearest(List<ResolvedPolicy> candidates) {
        return candidates.stream()
                .min(Comparator.comparing(ResolvedPolicy::origin))
                .orElse(DEFAULT);
    }

    /** For example {@code policy 'mixed_float16' (class com.acme.Noise)}. */
    @Override
    public String toString() {
        return "policy '" + policy.name() + "' (" + where + ")";
    }
}
