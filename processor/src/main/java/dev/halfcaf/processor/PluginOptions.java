package dev.halfcaf.processor;

import dev.halfcaf.NearestName;
import dev.halfcaf.processor.body.CheckOptions;
import dev.halfcaf.processor.plan.PlanOptions;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Severities;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind {@code -Xplugin:Halfcaf}.
 *
 * @param plan whether there is to be a dtype plan
 * @param problems what is wrong with it
 */
record PluginOptions(CheckOptions checks, PlanOptions plan, List<Finding> problems) {
    private static final String STRICT = "strict";
    private static final String SEVERITY = "severity=";
    private static final List<String> NAMES = List.of(STRICT, "severity", "plan", "plan.check");

    PluginOptions {
        problems = List.copyOf(problems);
    }

    static PluginOptions of(List<String> arguments) {
        CheckOptions checks = CheckOptions.DEFAULT;
        List<Finding> problems = new ArrayList<>();
        List<String> others = new ArrayList<>(arguments);
        PlanOptions plan = PlanOptions.take(others, problems);
        for (String argument : others) {
            if (argument.equals(STRICT) || argument.startsWith(STRICT + "=")) {
                String value = argument.substring(Math.min(argument.length(), STRICT.length() + 1));
                if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
                    problems.add(problem(
                            argument + ": '" + value + "' is neither true nor false.",
                            "Under strict, values whose dtype nobody declared are reported.",
                            "Write strict, or leave it out."));
                }
                checks = checks.and(new CheckOptions(value.isEmpty() || value.equals("true"), Severities.NONE));
            } else if (argument.startsWith(SEVERITY)) {
                Severities severities =
                        Severities.parse(SEVERITY, argument.substring(SEVERITY.length()), problems::add);
                severities.byCode().keySet().stream()
                        .filter(code -> !code.isOfBodies())
                        .sorted()
                        .forEach(code -> problems.add(ofProcessor(code, severities)));
                checks = checks.and(new CheckOptions(false, severities));
            } else {
                problems.add(problem(
                        "-Xplugin:Halfcaf has no option '" + argument + "'."
                                + NearestName.question(argument.replaceFirst("=.*", ""), NAMES),
                        "Options: strict, severity=<Code>:<severity>, plan=<directory>, plan.check=<file>.",
                        "Write -Xplugin:Halfcaf strict severity=SensitiveOp:off, with those that you mean."));
            }
        }
        return new PluginOptions(checks, plan, problems);
    }

    private static Finding ofProcessor(Code code, Severities severities) {
        return problem(
                SEVERITY + "...: " + code + " is not found in bodies.",
                "The processor finds it, and is not shown the plugin's options.",
                "Write -Ahalfcaf.severity=" + severities.only(code) + ".");
    }

    private static Finding problem(String what, String why, String fix) {
        return new Finding(Code.UNKNOWN_OPTION, null, List.of(what, why, fix));
    }
}
