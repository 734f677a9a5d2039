package dev.halfcaf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a model's loss is scaled: the settings, as a value. The scale as it moves through a run is {@code
 * dev.halfcaf.train.LossScale}.
 *
 * <p>{@link #parse} reads what {@code toString} writes: {@code none}, {@code dynamic}, {@code 1024}, and with other
 * settings than the default {@code dynamic(start=1024, growth_interval=50)} or {@code 1024(apply_non_finite)}.
 */
public sealed interface LossScaling {

    /** The loss is not scaled, and no step is skipped. */
    static LossScaling none() {
        return None.INSTANCE;
    }

    /**
     * The loss is multiplied by one factor throughout.
     *
     * @throws IllegalArgumentException if the scale is below 1 or not finite
     */
    static Fixed fixed(double scale) {
        return new Fixed(scale, false);
    }

    /** A dynamic scale with the defaults that {@link Dynamic} names. */
    static Dynamic dynamic() {
        return Dynamic.DEFAULT;
    }

    /**
     * Reads a loss scale as annotations and configs write it, but for {@code "auto"}, which only a policy can tell: {@link
     * Policy#withLossScale}.
     *
     * @throws IllegalArgumentException if it is none; the message says what one looks like
     */
    static LossScaling parse(String text) {
        return LossScalingText.parse(text);
    }

    /** No scaling. */
    record None() implements LossScaling {
        private static final None INSTANCE = new None();

        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * A scale that never changes.
     *
     * @param scale at least 1
     * @param applyNonFinite whether a step with a gradient that is not finite is applied all the same, as TensorFlow's
     *     fixed loss scale does; else it is skipped
     */
    record Fixed(double scale, boolean applyNonFinite) implements LossScaling {
        public Fixed {
            LossScalingText.requireScale("scale", scale);
        }

        /** This scale, with steps applied whether their gradients are finite or not. */
        public Fixed applyingNonFinite() {
            return new Fixed(scale, true);
        }

        @Override
        public String toString() {
            return LossScalingText.number(scale) + (applyNonFinite ? "(apply_non_finite)" : "");
        }
    }

    /**
     * A scale that grows while gradients are finite and backs off when one is not, as described by Micikevicius et al.,
     * "Mixed Precision Training" (ICLR 2018). The defaults are those of TensorFlow's and Keras's LossScaleOptimizer.
     *
     * @param start the first scale, at least the floor; 2^15
     * @param growthInterval finite steps in a row after which the scale grows, at least 1; 2000
     * @param growthFactor what it is then multiplied by, above 1; 2
     * @param backoffFactor what it is multiplied by at a step that is not finite, between 0 and 1; 1 / growthFactor
     * @param floor the smallest scale, at least 1; 1
     */
    record Dynamic(double start, int growthInterval, double growthFactor, double backoffFactor, double floor)
            implements LossScaling {
        private static final Dynamic DEFAULT = new Dynamic(32768, 2000, 2, 0.5, 1);

        public Dynamic {
            LossScalingText.requireScale("floor", floor);
            LossScalingText.requireScale("start", start);
            LossScalingText.require(start >= floor, "start", start, "at least the floor, " + floor);
            LossScalingText.require(growthInterval >= 1, "growthInterval", growthInterval, "at least 1");
            LossScalingText.require(
                    growthFactor > 1 && Double.isFinite(growthFactor),
                    "growthFactor",
                    growthFactor,
                    "above 1, and finite");
            LossScalingText.require(
                    backoffFactor > 0 && backoffFactor < 1, "backoffFactor", backoffFactor, "between 0 and 1");
        }

        /** These settings with another first scale. */
        public Dynamic withStart(double start) {
            return new Dynamic(start, growthInterval, growthFactor, backoffFactor, floor);
        }

        /** These settings with another number of finite steps before the scale grows. */
        public Dynamic withGrowthInterval(int growthInterval) {
            return new Dynamic(start, growthInterval, growthFactor, backoffFactor, floor);
        }

        /** These settings with another growth factor, and with its inverse as the backoff factor. */
        public Dynamic withGrowthFactor(double growthFactor) {
            return new Dynamic(start, growthInterval, growthFactor, 1 / growthFactor, floor);
        }

        /** These settings with another backoff factor. */
        public Dynamic withBackoffFactor(double backoffFactor) {
            return new Dynamic(start, growthInterval, growthFactor, backoffFactor, floor);
        }

        /** These settings with another smallest scale. */
        public Dynamic withFloor(double floor) {
            return new Dynamic(start, growthInterval, growthFactor, backoffFactor, floor);
        }

        @Override
        public String toString() {
            Map<String, String> changed = new LinkedHashMap<>();
            if (start != DEFAULT.start) {
                changed.put("start", LossScalingText.number(start));
            }
            if (growthInterval != DEFAULT.growthInterval) {
                changed.put("growth_interval", Integer.toString(growthInterval));
            }
            if (growthFactor != DEFAULT.growthFactor) {
                changed.put("growth_factor", LossScalingText.number(growthFactor));
            }
            if (backoffFactor != 1 / growthFactor) {
                changed.put("backoff_factor", LossScalingText.number(backoffFactor));
            }
            if (floor != DEFAULT.floor) {
                changed.put("floor", LossScalingText.number(floor));
            }
            return "dynamic"
                    + (changed.isEmpty()
                            ? ""
                            : changed.entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                                    .collect(Collectors.joining(", ", "(", ")")));
        }
    }
}

/** The text form of a loss scaling, and the words of its errors. */
final class LossScalingText {
    private static final Pattern FORM = Pattern.compile("([^()\\s]+)\\s*(?:\\(([^()]*)\\))?");
    private static final String EXPECTED =
            "A loss scale is \"auto\", \"none\", \"dynamic\", or a number of at least 1 such as \"1024\".";

    private LossScalingText() {}

    static LossScaling parse(@Nullable String text) {
        if (text == null) {
            throw new NullPointerException("A loss scale is null. " + EXPECTED);
        } else if (text.strip().equals("auto")) {
            throw new IllegalArgumentException("Loss scale \"auto\" is that which goes with a policy: ask the policy, "
                    + "policy.withLossScale(\"auto\").");
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw illegal(text);
        }
        String settings = form.group(2);
        switch (form.group(1)) {
            case "none":
                if (settings != null) {
                    throw illegal(text);
                }
                return LossScaling.none();
            case "dynamic":
                return settings == null ? LossScaling.dynamic() : dynamic(settings, text);
            default:
                LossScaling.Fixed fixed = LossScaling.fixed(parseNumber(form.group(1), text));
                if (settings == null) {
                    return fixed;
                }
                if (settings.strip().equals("apply_non_finite")) {
                    return fixed.applyingNonFinite();
                }
                throw illegal(text);
        }
    }

    private static LossScaling.Dynamic dynamic(String settings, String text) {
        LossScaling.Dynamic result = LossScaling.dynamic();
        Map<String, Double> values = new LinkedHashMap<>();
        for (String setting : settings.split(",", -1)) {
            String[] parts = setting.split("=", -1);
            if (parts.length != 2 || values.put(parts[0].strip(), parseNumber(parts[1].strip(), text)) != null) {
                throw illegal(text);
            }
        }
        // The floor first: a start below the default floor's is legal only with its own.
        Double floor = values.remove("floor");
        Double start = values.remove("start");
        if (start != null || floor != null) {
            result = new LossScaling.Dynamic(
                    start == null ? result.start() : start,
                    result.growthInterval(),
                    result.growthFactor(),
                    result.backoffFactor(),
                    floor == null ? result.floor() : floor);
        }
        Double growthFactor = values.remove("growth_factor");
        if (growthFactor != null) {
            result = result.withGrowthFactor(growthFactor);
        }
        Double backoffFactor = values.remove("backoff_factor");
        if (backoffFactor != null) {
            result = result.withBackoffFactor(backoffFactor);
        }
        Double interval = values.remove("growth_interval");
        if (interval != null) {
            if (interval != interval.intValue()) {
                throw illegal(text);
            }
            result = result.withGrowthInterval(interval.intValue());
        }
        if (!values.isEmpty()) {
            throw illegal(text);
        }
        return result;
    }

    private static double parseNumber(String number, String text) {
        // Double.parseDouble would take "NaN", "0x1p4" and "1024f", too.
        if (!number.matches("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?")) {
            throw illegal(text);
        }
        return Double.parseDouble(number);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static void requireScale(String what, double scale) {
        require(scale >= 1 && scale <= Float.MAX_VALUE, what, scale, "at least 1, and finite in float32");
    }

    static void require(boolean condition, String what, double value, String bounds) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "Loss scale: " + what + " is " + number(value) + "; it must be " + bounds + ".");
        }
    }

    private static IllegalArgumentException illegal(String text) {
        String nearest = text.contains("(") ? null : NearestName.of(text, List.of("auto", "none", "dynamic"));
        return new IllegalArgumentException("'" + PolicyText.abbreviate(text) + "' is no loss scale."
                + NearestName.question(nearest) + " " + EXPECTED);
    }
}
