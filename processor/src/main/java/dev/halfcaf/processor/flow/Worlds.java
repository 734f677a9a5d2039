package dev.halfcaf.processor.flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The policies under each of which a body has to be right.
 *
 * @param owner the layer class whose policies these are; null where there is no layer
 * @param policies one for each world; empty where there is no layer, which is one world without a policy
 * @param named whether there is one because the class names it
 */
public record Worlds(@Nullable TypeElement owner, List<Policy> policies, boolean named) {
    /** In the order in which a message picks its example. */
    private static final List<Policy> FLOATING = List.of(
            Policy.of("mixed_float16"),
            Policy.of("mixed_bfloat16"),
            Policy.of("float16"),
            Policy.of("bfloat16"),
            Policy.of("float32"),
            Policy.of("float64"));

    public Worlds {
        policies = List.copyOf(policies);
    }

    /** A class that is no layer. */
    static Worlds none() {
        return new Worlds(null, List.of(), false);
    }

    /** A layer class that has one policy, wherever it stands. */
    static Worlds of(TypeElement owner, Policy policy) {
        return new Worlds(owner, List.of(policy), true);
    }

    /** A layer class that takes its policy from its surroundings: any floating one, or one of these. */
    static Worlds any(TypeElement owner, List<Policy> only) {
        return new Worlds(
                owner, only.isEmpty() ? FLOATING : only.subList(0, Math.min(only.size(), Dtypes.WORLDS)), false);
    }

    /** The policy's name, where the class names it. */
    @Nullable
    String name() {
        return named ? policies.get(0).name() : null;
    }

    /** Whether it is the compute dtype in all these worlds. */
    public boolean isCompute(Dtypes dtypes, int live) {
        return !policies.isEmpty()
                && dtypes.in(live).bits() == compute().in(live).bits();
    }

    /** Whether it is the variable dtype in all these worlds. */
    public boolean isVariable(Dtypes dtypes, int live) {
        return !policies.isEmpty()
                && dtypes.in(live).bits() == variable().in(live).bits();
    }

    /** All worlds, as a set of bits. */
    int all() {
        return (1 << Math.max(policies.size(), 1)) - 1;
    }

    /** The number of worlds. */
    public int size() {
        return Math.max(policies.size(), 1);
    }

    /** The dtype of ops. */
    Dtypes compute() {
        return each(Policy::computeDtype);
    }

    /** The dtype of what {@code forward} returns to its callers. */
    Dtypes output() {
        return each(Policy::outputDtype);
    }

    /** The dtype of variables. */
    Dtypes variable() {
        return each(Policy::variableDtype);
    }

    private Dtypes each(Function<Policy, Dtype> dtype) {
        return policies.isEmpty()
                ? Dtypes.UNKNOWN
                : Dtypes.each(policies.stream().map(dtype).toList());
    }
}
