package dev.halfcaf.processor.report;

import dev.halfcaf.NearestName;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How loud a build wants findings to be.
 *
 * @param byCode the codes of which it says so; those without a severity are off
 */
public record Severities(Map<Code, Optional<Severity>> byCode) {
    /** A build that says nothing. */
    public static final Severities NONE = new Severities(Map.of());

    private static final String FORM = "Write <Code>:<severity>, several with commas between: %s%s.";
    private static final String EXAMPLE = "SensitiveOp:off,LossyRoundTrip:error";

    private static final List<String> CODES = Arrays.stream(Code.values())
            .filter(Code::isAdjustable)
            .map(Code::toString)
            .sorted()
            .toList();

    public Severities {
        byCode = Map.copyOf(byCode);
    }

    /**
     * Severities as they are written: {@code LossyRoundTrip:off,SensitiveOp:warning}. What is wrong is left out.
     *
     * @param option the option up to the text, such as {@code severity=}
     * @param problems takes in what is wrong
     */
    public static Severities parse(String option, String text, Consumer<Finding> problems) {
        Map<Code, Optional<Severity>> all = new EnumMap<>(Code.class);
        for (String one : text.split(",", -1)) {
            String[] parts = one.strip().split(":", -1);
            Optional<Severity> severity = parts.length == 2 ? severity(parts[1]) : null;
            if (severity == null) {
                problems.accept(problem(
                        option + text + ": '" + one.strip() + "' gives no code a severity.",
                        "Severities: off, note, warning, error.",
                        String.format(FORM, option, EXAMPLE)));
                continue;
            }
            Code code = Arrays.stream(Code.values())
                    .filter(known -> known.toString().equals(parts[0]))
                    .findFirst()
                    .orElse(null);
            Finding problem = problem(option, parts[0], code, severity);
            if (problem != null) {
                problems.accept(problem);
            } else if (code != null) {
                all.put(code, severity);
            }
        }
        return new Severities(all);
    }

    private static @Nullable Optional<Severity> severity(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "off" -> Optional.empty();
            case "note" -> Optional.of(Severity.NOTE);
            case "warning" -> Optional.of(Severity.WARNING);
            case "error" -> Optional.of(Severity.ERROR);
            default -> null;
        };
    }

    private static @Nullable Finding problem(
            String option, String name, @Nullable Code code, Optional<Severity> severity) {
        if (code == null) {
            return problem(
                    option + "...: '" + name + "' is no code." + NearestName.question(name, CODES),
                    "Codes: " + String.join(", ", CODES) + ".",
                    String.format(FORM, option, EXAMPLE));
        } else if (!code.isAdjustable()) {
            return problem(
                    option + "...: " + code + " is always an error.",
                    "Where it is found, nothing can be generated or checked.",
                    "Leave it out.");
        } else if (severity.isEmpty() && code.isContradiction()) {
            return problem(
                    option + "...: " + code + " cannot be off.",
                    "What it finds throws when it runs, or loses what is trained.",
                    "Write " + option + code + ":warning, or leave it out.");
        }
        return null;
    }

    private static Finding problem(String what, String why, String fix) {
        return new Finding(Code.UNKNOWN_OPTION, null, List.of(what, why, fix));
    }

    /** These, but where the others say something, that. */
    public Severities and(Severities others) {
        Map<Code, Optional<Severity>> all = new EnumMap<>(Code.class);
        all.putAll(byCode);
        all.putAll(others.byCode);
        return new Severities(all);
    }

    /** How loud a finding is that is otherwise as loud as this; empty if it is off. */
    public Optional<Severity> of(Code code, Severity otherwise) {
        return byCode.getOrDefault(code, Optional.of(otherwise));
    }

    /** What is said of one code. */
    public Severities only(Code code) {
        Optional<Severity> severity = byCode.get(code);
        return severity == null ? NONE : new Severities(Map.of(code, severity));
    }

    /** As they are written. */
    @Override
    public String toString() {
        return byCode.entrySet().stream()
                .map(one -> one.getKey() + ":"
                        + one.getValue()
                                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                                .orElse("off"))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
