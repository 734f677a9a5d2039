package dev.halfcaf;

import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.PolicyName;
import dev.halfcaf.qualifier.VariableDtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * <p>Immutable; equal policies have equal dtypes and loss scales.
 */
public final class Policy {
    private static final String CONFIG_SEPARATOR = "; loss_scale=";
    private static final int LONGEST_QUOTED = 60;

    private final String name;
    private final Dtype computeDtype;
    private final Dtype variableDtype;
    private final LossScaling lossScaling;

    private Policy(String name, Dtype computeDtype, Dtype variableDtype, LossScaling lossScaling) {
        this.name = name;
        this.computeDtype = computeDtype;
        this.variableDtype = variableDtype;
        this.lossScaling = lossScaling;
    }

    /**
     * The policy of this name, with the loss scale that goes with it: dynamic for mixed_float16, none for the others.
     *
     * @param name a dtype's name, {@code "mixed_float16"} or {@code "mixed_bfloat16"}
     * @throws UnknownPolicyException if there is no such policy; the message proposes the nearest
     */
    public static Policy of(@PolicyName String name) {
        Objects.requireNonNull(name, "A policy name is null; use \"float32\" for plain single precision.");
        return switch (name) {
            case "mixed_float16" -> new Policy(name, Dtype.FLOAT16, Dtype.FLOAT32, LossScaling.dynamic());
            case "mixed_bfloat16" -> new Policy(name, Dtype.BFLOAT16, Dtype.FLOAT32, LossScaling.none());
            default -> {
                if (!names().contains(name)) {
                    throw new UnknownPolicyException(unknown(name));
                }
                Dtype dtype = Dtype.of(name);
                yield new Policy(name, dtype, dtype, LossScaling.none());
            }
        };
    }

    /** The names that {@link #of} knows, mixed policies first. */
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
        int separator = config.indexOf(CONFIG_SEPARATOR);
        return separator < 0
                ? of(config)
                : of(config.substring(0, separator))
                        .withLossScaling(LossScaling.parse(config.substring(separator + CONFIG_SEPARATOR.length())));
    }

    /** This policy with another loss scale. */
    public Policy withLossScaling(LossScaling other) {
        return new Policy(name, computeDtype, variableDtype, Objects.requireNonNull(other, "lossScaling"));
    }

    /**
     * This policy with the loss scale of an annotation: {@code "auto"} is the one that goes with the name.
     *
     * @throws IllegalArgumentException if the text is no loss scale
     */
    public Policy withLossScale(String text) {
        return withLossScaling(text.equals("auto") ? of(name).lossScaling : LossScaling.parse(text));
    }

    /** The name, such as {@code "mixed_float16"}. */
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

    /** How a model under this policy scales its loss. */
    public LossScaling lossScaling() {
        return lossScaling;
    }

    /** A text from which {@link #fromConfig} makes an equal policy: the name, and the loss scale unless it is the name's. */
    public String config() {
        return lossScaling.equals(of(name).lossScaling) ? name : name + CONFIG_SEPARATOR + lossScaling;
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

    private static String unknown(String name) {
        if (name.isBlank()) {
            return "[UnknownPolicy] The policy name is " + (name.isEmpty() ? "empty" : "blank") + ". Policies: "
                    + String.join(", ", names()) + ".";
        }
        String nearest = NearestName.of(name, names());
        return "[UnknownPolicy] '" + abbreviate(name) + "' is no policy."
                + (nearest == null ? "" : " Did you mean '" + nearest + "'?") + " Policies: "
                + String.join(", ", names()) + ".";
    }

    /** A name as a message quotes it: a very long one is cut. */
    static String abbreviate(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_QUOTED ? line : line.substring(0, LONGEST_QUOTED) + "...";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy policy && name.equals(policy.name) && lossScaling.equals(policy.lossScaling);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, lossScaling);
    }

    /** For example {@code Policy(mixed_float16, compute float16, variables float32, loss scale dynamic)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Policy(%s, compute %s, variables %s, loss scale %s)",
                name,
                computeDtype,
                variableDtype,
                lossScaling);
    }
}
