package dev.halfcaf.processor;

import dev.halfcaf.NearestName;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Severities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

    private static final Set<String> NAMES = Set.of(PolicyReader.OPTION, STRICT, SEVERITY);

    /** Options of the plugin, which users may take for ours. */
    private static final Set<String> OF_THE_PLUGIN = Set.of(PREFIX + "plan", PREFIX + "plan.check");

    ProcessorOptions {
        problems = List.copyOf(problems);
    }

    /** The names of all options, and of those about which there is something else to say than that there is none. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(NAMES);
        names.addAll(OF_THE_PLUGIN);
        return names;
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
            if (OF_THE_PLUGIN.contains(name)) {
                problems.add(ofPlugin(name, options.get(name)));
            } else if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
                problems.add(problem(
                        "-A" + name + " is no option."
                                + NearestName.question(
                                        "-A" + name,
                                        NAMES.stream().map(one -> "-A" + one).toList()),
                        "Options: -A" + String.join(", -A", new TreeSet<>(NAMES)) + ".",
                        "Write one of these."));
            }
        }
        return new ProcessorOptions(isStrict, severities, problems);
    }

    private static Finding ofPlugin(String name, @Nullable String value) {
        String text = value == null ? "" : "=" + value;
        return new Finding(Code.PLAN_OPTION, null, List.of("-A" + name + text, name.substring(PREFIX.length()) + text));
    }

    private static Finding problem(String what, String why, String fix) {
        return new Finding(Code.UNKNOWN_OPTION, null, List.of(what, why, fix));
    }
}
