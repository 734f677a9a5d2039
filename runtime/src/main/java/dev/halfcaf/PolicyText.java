package dev.halfcaf;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text form of a policy's dtypes, and the words of its errors. Build time and run time share it. */
final class PolicyText {
    /** The keys of the form with parts, in the order in which it is written. */
    private enum Part {
        PARAMS,
        COMPUTE,
        OUTPUT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST_QUOTED = 60;

    private static final List<Dtype> FLOATING =
            Arrays.stream(Dtype.values()).filter(Dtype::isFloating).toList();

    /** Names that Keras's experimental API had in TensorFlow 2.0, and what they are called since. */
    private static final Map<String, String> FORMERLY = Map.of(
            "float16_with_float32_vars", "mixed_float16",
            "bfloat16_with_float32_vars", "mixed_bfloat16",
            "float32_with_float32_vars", "float32");

    /** What other libraries, and people in a hurry, call a dtype. */
    private static final Map<String, Dtype> SHORT = Map.ofEntries(
            Map.entry("fp16", Dtype.FLOAT16),
            Map.entry("f16", Dtype.FLOAT16),
            Map.entry("half", Dtype.FLOAT16),
            Map.entry("float16", Dtype.FLOAT16),
            Map.entry("bf16", Dtype.BFLOAT16),
            Map.entry("bfloat16", Dtype.BFLOAT16),
            Map.entry("fp32", Dtype.FLOAT32),
            Map.entry("f32", Dtype.FLOAT32),
            Map.entry("float32", Dtype.FLOAT32),
            Map.entry("single", Dtype.FLOAT32),
            Map.entry("fp64", Dtype.FLOAT64),
            Map.entry("f64", Dtype.FLOAT64),
            Map.entry("float64", Dtype.FLOAT64),
            Map.entry("double", Dtype.FLOAT64));

    private static final String MIXED = "mixed_";

    private PolicyText() {}

    /** The policy of this name, or of these parts. */
    static Policy parse(@Nullable String text) {
        if (text == null) {
            throw new NullPointerException("A policy name is null; use \"float32\" for plain single precision.");
        } else if (text.contains("=")) {
            return parts(text);
        }
        return switch (text) {
            case "mixed_float16" -> Policy.of(Dtype.FLOAT32, Dtype.FLOAT16, Dtype.FLOAT16);
            case "mixed_bfloat16" -> Policy.of(Dtype.FLOAT32, Dtype.BFLOAT16, Dtype.BFLOAT16);
            default -> {
                if (!Policy.names().contains(text)) {
                    throw new UnknownPolicyException(
                            unknown(text), "Policies: " + String.join(", ", Policy.names()) + ".");
                }
                Dtype dtype = Dtype.of(text);
                yield Policy.of(dtype, dtype, dtype);
            }
        };
    }

    /** The one name of a policy with these dtypes: the short one if there is one. */
    static String name(Dtype params, Dtype compute, Dtype output) {
        if (output == compute && params == compute) {
            return compute.toString();
        } else if (output == compute && params == Dtype.FLOAT32 && compute.isHalf()) {
            return "mixed_" + compute;
        }
        return Part.PARAMS + "=" + params + "," + Part.COMPUTE + "=" + compute + "," + Part.OUTPUT + "=" + output;
    }

    private static Policy parts(String text) {
        Map<Part, Dtype> parts = new EnumMap<>(Part.class);
        for (String written : text.split(",", -1)) {
            int equals = written.indexOf('=');
            if (equals < 0) {
                throw wrong(text, "'" + abbreviate(written.strip()) + "' is no part of the form <part>=<dtype>");
            }
            Part part = part(text, written.substring(0, equals).strip());
            if (parts.put(part, dtype(text, part, written.substring(equals + 1).strip())) != null) {
                throw wrong(text, "it says " + part + " twice");
            }
        }
        for (Part part : Part.values()) {
            if (!parts.containsKey(part)) {
                throw wrong(
                        text,
                        "it does not say " + part
                                + (part == Part.OUTPUT ? "; the dtype of compute there casts nothing" : ""));
            }
        }
        return Policy.of(required(parts, Part.PARAMS), required(parts, Part.COMPUTE), required(parts, Part.OUTPUT));
    }

    private static Dtype required(Map<Part, Dtype> parts, Part part) {
        Dtype dtype = parts.get(part);
        if (dtype == null) {
            throw new IllegalStateException("No " + part);
        }
        return dtype;
    }

    private static Part part(String text, String key) {
        for (Part part : Part.values()) {
            if (part.toString().equals(key)) {
                return part;
            }
        }
        // jmp, whose form this is, also takes the first letters.
        String meant = Arrays.stream(Part.values())
                .map(Part::toString)
                .filter(name -> name.substring(0, 1).equals(key))
                .findFirst()
                .orElse(NearestName.of(
                        key, Arrays.stream(Part.values()).map(Part::toString).toList()));
        throw wrong(text, "'" + abbreviate(key) + "' is no part of a policy", meant);
    }

    private static Dtype dtype(String text, Part part, String name) {
        for (Dtype dtype : Dtype.values()) {
            if (dtype.toString().equals(name)) {
                if (!dtype.isFloating()) {
                    throw wrong(text, part + " is " + dtype + ", which is no floating dtype");
                }
                return dtype;
            }
        }
        throw wrong(
                text,
                part + " is '" + abbreviate(name) + "', which is no floating dtype",
                meant(name, FLOATING.stream().map(Dtype::toString).toList()));
    }

    private static UnknownPolicyException wrong(String text, String why) {
        return wrong(text, why, null);
    }

    private static UnknownPolicyException wrong(String text, String why, @Nullable String nearest) {
        return new UnknownPolicyException(
                "'" + abbreviate(text) + "' is no policy: " + why + "." + NearestName.question(nearest),
                "A policy in parts is params=<dtype>,compute=<dtype>,output=<dtype>, each once, in any order; dtypes: "
                        + FLOATING.stream().map(Dtype::toString).collect(Collectors.joining(", ")) + ".");
    }

    private static String unknown(String name) {
        if (name.isBlank()) {
            return "The policy name is " + (name.isEmpty() ? "empty" : "blank") + ".";
        }
        String quoted = "'" + abbreviate(name) + "' is no policy.";
        String now = FORMERLY.get(name);
        return now != null
                ? quoted + " Keras called '" + now + "' so at first: write '" + now + "'."
                : quoted + NearestName.question(meant(name, Policy.names()));
    }

    /** Which of the names is meant: what goes by another name, or has a typing error; null where none is near. */
    private static @Nullable String meant(String name, List<String> names) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        String mixed = plain.startsWith(MIXED) ? MIXED : "";
        Dtype dtype = SHORT.get(plain.substring(mixed.length()).replace("_", ""));
        return dtype != null && names.contains(mixed + dtype) ? mixed + dtype : NearestName.of(name, names);
    }

    /** A text as a message quotes it: on one line, and a very long one is cut. */
    static String abbreviate(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_QUOTED ? line : line.substring(0, LONGEST_QUOTED) + "...";
    }
}
