package dev.halfcaf.processor;

import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Severities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The processor's own options; what {@code halfcaf.policy} means is read elsewhere.
 *
 * @param strict whether values of unknown dtype in bodies are reported
 * @param severities how loud findings are, where the build says so
 * @param problems what is wrong with the options
 */
record ProcessorOptions(boolean strict, Severities severities, List<Finding> problems) {
    private static final String PREFIX = "halfcaf.";
    private static final String STRICT = PREFIX + "strict";
    private static final String SEVERITY = PREFIX + "severity";

    /** The names of all options. */
    static final Set<String> NAMES = Set.of(PolicyReader.OPTION, STRICT, SEVERITY);

    ProcessorOptions {
        problems = List.copyOf(problems);
    }

    /** Reads them among those of all processors. */
    static ProcessorOptions of(Map<String, String> options) {
        List<Finding> problems = new ArrayList<>();
        String severity = options.get(SEVERITY);
        Severities severities =
                severity == null ? Severities.NONE : Severities.parse("-A" + SEVERITY + "=", severity, problems::add);
        // -Ahalfcaf.strict, without a value, is as good as =true.
        String strict = options.containsKey(STRICT) ? options.get(STRICT) : "false";
        boolean isStrict = strict == null || strict.isEmpty() || strict.equals("true");
        if (!isStrict && !"false".equals(strict)) {
            problems.add(problem(
                    "-A" + STRICT + "=" + strict + ": '" + strict + "' is neither true nor false.",
                    "Under strict, values whose dtype nobody declared are reported.",
                    "Write -A" + STRICT + ", or leave it out."));
        }
        for (String name : new TreeSet<>(options.keySet())) {
            if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
                problems.add(problem(
                        "-A" + name + " is no option.",
                        "Options: -A" + String.join(", -A", new TreeSet<>(NAMES)) + ".",
                        "Write one of these."));
            }
        }
        return new ProcessorOptions(isStrict, severities, problems);
    }

    private static Finding problem(String what, String why, String fix) {
        return new Finding(Code.UNKNOWN_OPTION, null, List.of(what, why, fix));
    }
}
