package dev.halfcaf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The process's policy for layers that nothing nearer decides, and each thread's scopes over it. */
final class GlobalPolicy {
    static final String PROPERTY = "halfcaf.policy";

    /** Read once: the property counts as it was at start-up. */
    private static final @Nullable String AT_START = System.getProperty(PROPERTY);

    private static final ThreadLocal<Deque<ResolvedPolicy>> SCOPES = ThreadLocal.withInitial(ArrayDeque::new);

    private static volatile @Nullable ResolvedPolicy global;

    private GlobalPolicy() {}

    static void set(Policy policy) {
        Objects.requireNonNull(policy, "policy");
        global = new ResolvedPolicy(policy, PolicyOrigin.GLOBAL, "Policy.setGlobal");
    }

    static @Nullable ResolvedPolicy current() {
        ResolvedPolicy scoped = SCOPES.get().peek();
        if (scoped != null) {
            return scoped;
        }
        ResolvedPolicy set = global;
        return set != null || AT_START == null ? set : fromProperty(AT_START);
    }

    private static ResolvedPolicy fromProperty(String value) {
        try {
            return new ResolvedPolicy(Policy.fromConfig(value), PolicyOrigin.GLOBAL, "system property " + PROPERTY);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("System property " + PROPERTY + ": " + e.getMessage(), e);
        }
    }

    static PolicyScope open(Policy policy) {
        Objects.requireNonNull(policy, "policy");
        ResolvedPolicy scoped = new ResolvedPolicy(policy, PolicyOrigin.GLOBAL, "Policy.scope");
        Deque<ResolvedPolicy> scopes = SCOPES.get();
        scopes.push(scoped);
        return () -> {
            // Identity: two scopes of equal policies are two scopes.
            if (SCOPES.get().peek() != scoped) {
                throw new IllegalStateException(
                        "A policy scope was closed out of order, twice, or by another thread than opened it.");
            }
            SCOPES.get().pop();
        };
    }
}
