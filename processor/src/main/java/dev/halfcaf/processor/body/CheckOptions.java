package dev.halfcaf.processor.body;

import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How loud the checks are in this build.
 *
 * @param strict whether values of which nobody knows the dtype are reported
 * @param severities what a code has instead of its own severity; empty for none at all
 */
public record CheckOptions(boolean strict, Map<String, Optional<Severity>> severities) {
    /** As the contract has it. */
    public static final CheckOptions DEFAULT = new CheckOptions(false, Map.of());

    private static final String SEVERITY = "severity=";

    public CheckOptions {
        severities = Map.copyOf(severities);
    }

    /**
     * The options that the plugin is given.
     *
     * @param problems takes in what is wrong with them, in words
     */
    public static CheckOptions parse(List<String> arguments, List<String> problems) {
        CheckOptions options = DEFAULT;
        for (String argument : arguments) {
            if (argument.equals("strict")) {
                options = options.and(new CheckOptions(true, Map.of()));
            } else if (argument.startsWith(SEVERITY)) {
                options = options.withSeverities(argument.substring(SEVERITY.length()), problems);
            } else {
                problems.add("Halfcaf knows no option '" + argument
                        + "': plan=<directory>, plan.check=<file>, strict, or severity=<Code>:<severity>.");
            }
        }
        return options;
    }

    /** Whether the checks have a finding of this code. */
    private static boolean knows(String code) {
        return Arrays.stream(Code.values()).anyMatch(known -> known.toString().equals(code));
    }

    /**
     * These options with severities as they are written: {@code LossyRoundTrip:off,SensitiveOp:warning}.
     *
     * @param problems takes in what is wrong with the text, in words
     */
    public CheckOptions withSeverities(String text, List<String> problems) {
        Map<String, Optional<Severity>> all = new HashMap<>(severities);
        for (String one : text.split(",", -1)) {
            String[] parts = one.strip().split(":", -1);
            Optional<Severity> severity = parts.length == 2 ? severity(parts[1]) : null;
            if (severity == null) {
                problems.add("'" + one + "' is no severity: write <Code>:off, <Code>:note, <Code>:warning or"
                        + " <Code>:error.");
            } else if (!knows(parts[0])) {
                problems.add("'" + parts[0] + "' is no code of a check of bodies.");
            } else {
                all.put(parts[0], severity);
            }
        }
        return new CheckOptions(strict, all);
    }

    /** These options, with {@code strict} if they or the others have it, and severities of which the others' win. */
    public CheckOptions and(CheckOptions others) {
        Map<String, Optional<Severity>> all = new HashMap<>(severities);
        all.putAll(others.severities);
        return new CheckOptions(strict || others.strict, all);
    }

    private static @Nullable Optional<Severity> severity(String text) {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "off" -> {
                return Optional.empty();
            }
            case "note", "warning", "error" -> {
                return Optional.of(Severity.valueOf(text.strip().toUpperCase(Locale.ROOT)));
            }
            default -> {
                return null;
            }
        }
    }

    /** The findings that are printed, as loud as they are to be. */
    List<Finding> apply(List<Finding> findings) {
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Severity> severity = severities.get(finding.code().toString());
            if (severity == null) {
                kept.add(finding);
            } else {
                severity.ifPresent(other -> kept.add(finding.as(other)));
            }
        }
        return kept;
    }
}
