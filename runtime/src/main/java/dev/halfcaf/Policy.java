package dev.halfcaf;

import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.PolicyName;
import dev.halfcaf.qualifier.VariableDtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a layer computes in and what it keeps its variables in.
 *
 * <p>Under {@code "float32"} (or another dtype's name) both are that dtype. Under {@code "mixed_float16"} the layer's
 * inputs are cast to float16, its ops run in float16 and its variables stay float32, read in float16; a model's loss is
 * scaled, since float16 gradients below 6e-8 would vanish. {@code "mixed_bfloat16"} is the same in bfloat16, whose range
 * needs no loss scale. The names and their meaning are those of Keras's dtype policies.
 *
 * <p>What has no name is written in parts, as jmp does: {@code "params=float32,compute=float16,output=float32"}. Variables
 * are kept in the dtype of {@code params}; inputs are cast to, and ops run in, that of {@code compute}; the floating
 * tensors that {@code forward} returns are cast to that of {@code output}. The output dtype is that of the layer which is
 * given the policy: to the layers that it holds, it hands on the other two.
 *
 * <p>Immutable; equal policies have equal dtypes and loss scales, however they were written: {@code
 * "params=float32,compute=float16,output=float16"} casts no output, and so it is {@code "mixed_float16"}; with {@code
 * output=float32} it is another.
 */
public final class Policy {
    private static final String CONFIG_SEPARATOR = "; loss_scale=";

    private final String name;
    private final Dtype computeDtype;
    private final Dtype variableDtype;
    private final Dtype outputDtype;
    private final LossScaling lossScaling;

    private Policy(Dtype variableDtype, Dtype computeDtype, Dtype outputDtype, LossScaling lossScaling) {
        this.name = PolicyText.name(variableDtype, computeDtype, outputDtype);
        this.computeDtype = computeDtype;
        this.variableDtype = variableDtype;
        this.outputDtype = outputDtype;
        this.lossScaling = lossScaling;
    }

    /**
     * The policy of this name or these parts, with the loss scale that goes with it: dynamic where variables are computed
     * with in float16 and kept wider, as under mixed_float16; none for the others.
     *
     * @param name a dtype's name, {@code "mixed_float16"}, {@code "mixed_bfloat16"}, or {@code
     *     "params=<dtype>,compute=<dtype>,output=<dtype>"} in floating dtypes and any order
     * @throws UnknownPolicyException if there is no such policy; the message proposes the nearest
     */
    public static Policy of(@PolicyName String name) {
        return PolicyText.parse(name);
    }

    /**
     * The policy with these dtypes, and the loss scale that goes with them.
     *
     * @param params what variables are kept in
     * @param compute what inputs are cast to and ops run in
     * @param output what results are cast to; the compute dtype casts nothing
     * @throws IllegalArgumentException if one is no floating dtype and they are not all the same
     */
    public static Policy of(Dtype params, Dtype compute, Dtype output) {
        boolean allFloating = params.isFloating() && compute.isFloating() && output.isFloating();
        if (!allFloating && !(params == compute && compute == output)) {
            throw new IllegalArgumentException("A policy of params " + params + ", compute " + compute + " and output "
                    + output + " would cast numbers to what holds no fractions; take floating dtypes, or one dtype for"
                    + " all three.");
        }
        // Float16 gradients vanish; where float16 variables lose more than that, Keras scales nothing, nor do we.
        boolean scales = compute == Dtype.FLOAT16 && !params.isHalf();
        return new Policy(params, compute, output, scales ? LossScaling.dynamic() : LossScaling.none());
    }

    /** The names that {@link #of(String)} knows, mixed policies first. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of("mixed_float16", "mixed_bfloat16"));
        for (Dtype dtype : Dtype.values()) {
            names.add(dtype.toString());
        }
        return names;
    }

    /**
     * The policy that {@link #config} wrote.
     *
     * @throws IllegalArgumentException if the text is no policy's config
     */
    public static Policy fromConfig(String config) {
        int separator = config == null ? -1 : config.indexOf(CONFIG_SEPARATOR);
        return separator < 0
                ? of(config)
                : of(config.substring(0, separator))
                        .withLossScale(config.substring(separator + CONFIG_SEPARATOR.length()));
    }

    /** This policy with another loss scale. */
    public Policy withLossScaling(LossScaling other) {
        return new Policy(variableDtype, computeDtype, outputDtype, Objects.requireNonNull(other, "lossScaling"));
    }

    /**
     * This policy with the loss scale of an annotation: {@code "auto"} is the one that goes with the dtypes.
     *
     * @throws IllegalArgumentException if the text is no loss scale
     */
    public Policy withLossScale(String text) {
        return withLossScaling("auto".equals(text) ? usualLossScaling() : LossScaling.parse(text));
    }

    /** What a layer hands on: this policy with results left in the compute dtype; itself where it is so already. */
    public Policy withoutOutputCast() {
        return castsOutput() ? new Policy(variableDtype, computeDtype, computeDtype, lossScaling) : this;
    }

    private LossScaling usualLossScaling() {
        return of(variableDtype, computeDtype, outputDtype).lossScaling;
    }

    /**
     * The name, such as {@code "mixed_float16"}; where there is none, the parts, in the order of {@code
     * "params=float32,compute=float16,output=float32"}. Equal dtypes have equal names.
     */
    public String name() {
        return name;
    }

    /** The dtype that a layer casts its floating inputs to, and that its ops run in. */
    @ComputeDtype
    public Dtype computeDtype() {
        return computeDtype;
    }

    /** The dtype that a layer keeps its variables in. */
    @VariableDtype
    public Dtype variableDtype() {
        return variableDtype;
    }

    /** The dtype of the floating tensors that a layer's {@code forward} returns: the compute dtype, unless it casts them. */
    public Dtype outputDtype() {
        return outputDtype;
    }

    /** Whether a layer casts what its {@code forward} returns: the output dtype is another than the compute dtype. */
    public boolean castsOutput() {
        return outputDtype != computeDtype;
    }

    /** How a model under this policy scales its loss. */
    public LossScaling lossScaling() {
        return lossScaling;
    }

    /** A text from which {@link #fromConfig} makes an equal policy: the name, and the loss scale unless it is the name's. */
    public String config() {
        return lossScaling.equals(usualLossScaling()) ? name : name + CONFIG_SEPARATOR + lossScaling;
    }

    /**
     * The policy for bare layers whose surroundings name none: what {@link #setGlobal} set, or this thread's {@link
     * #scope}; at start-up the system property {@code halfcaf.policy}, else float32.
     *
     * @throws IllegalArgumentException if the system property is no policy
     */
    public static Policy global() {
        ResolvedPolicy global = GlobalPolicy.current();
        return global == null ? ResolvedPolicy.DEFAULT.policy() : global.policy();
    }

    /** Sets the global policy of the process. Wrappers constructed before keep the one that they captured. */
    public static void setGlobal(Policy policy) {
        GlobalPolicy.set(policy);
    }

    /**
     * Makes a policy the global one for this thread until the scope is closed; meant for tests. Scopes nest, and are
     * closed by the thread that opened them, in reverse order.
     */
    public static PolicyScope scope(Policy policy) {
        return GlobalPolicy.open(policy);
    }

    /** The global policy with its origin, or null where none was set. */
    static @Nullable ResolvedPolicy globalOrigin() {
        return GlobalPolicy.current();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy policy && name.equals(policy.name) && lossScaling.equals(policy.lossScaling);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, lossScaling);
    }

    /**
     * For example {@code Policy(mixed_float16, compute float16, variables float32, loss scale dynamic)}; a policy that
     * casts results says the output dtype, too.
     */
    @Override
    public String toString() {
        return "Policy(" + name + ", compute " + computeDtype + ", variables " + variableDtype
                + (castsOutput() ? ", output " + outputDtype : "") + ", loss scale " + lossScaling + ")";
    }
}
