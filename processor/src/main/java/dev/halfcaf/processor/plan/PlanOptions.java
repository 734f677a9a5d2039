package dev.halfcaf.processor.plan;

import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a plan is written, and compared.
 *
 * @param directory where it goes; null for nowhere
 * @param check the file that it has to agree with; null if there is none
 */
public record PlanOptions(
        @Nullable Path directory, @Nullable Path check) {
    private static final String PLAN = "plan=";
    private static final String CHECK = "plan.check=";

    /**
     * Takes the options that are about the plan out of those that the plugin is given.
     *
     * @param arguments keeps the others
     * @param problems takes in what is wrong with them
     */
    public static PlanOptions take(List<String> arguments, List<Finding> problems) {
        Path directory = null;
        Path check = null;
        List<String> joined = joined(arguments);
        arguments.clear();
        for (String argument : joined) {
            if (argument.startsWith(PLAN)) {
                directory = path(argument, PLAN, problems);
            } else if (argument.startsWith(CHECK)) {
                check = path(argument, CHECK, problems);
            } else {
                arguments.add(argument);
            }
        }
        if (check != null && directory == null) {
            problems.add(problem(
                    "plan.check=" + check + " needs plan=<directory>, too.",
                    "There the plan of those classes is kept that this compilation does not compile.",
                    "Write plan=build/dtype-plan plan.check=" + check + "."));
            check = null;
        }
        return new PlanOptions(directory, check);
    }

    /** javac splits the options at spaces; a path that has one comes in two pieces, the second with a separator mostly. */
    private static List<String> joined(List<String> arguments) {
        List<String> joined = new ArrayList<>();
        for (String argument : arguments) {
            int last = joined.size() - 1;
            boolean isRest = last >= 0
                    && joined.get(last).startsWith("plan")
                    && !argument.contains("=")
                    && (argument.contains("/") || argument.contains("\\"));
            if (isRest) {
                joined.set(last, joined.get(last) + " " + argument);
            } else {
                joined.add(argument);
            }
        }
        return joined;
    }

    private static @Nullable Path path(String argument, String option, List<Finding> problems) {
        String value = argument.substring(option.length());
        try {
            if (!value.isEmpty()) {
                return Path.of(value);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        problems.add(problem(
                "'" + argument + "' names no path.",
                option.equals(PLAN)
                        ? "It is the directory that the plan is written to."
                        : "It is the file that the plan has to agree with.",
                "Write " + option + (option.equals(PLAN) ? "build/dtype-plan" : "dtype-plan.txt") + "."));
        return null;
    }

    private static Finding problem(String what, String why, String fix) {
        return new Finding(Code.UNKNOWN_OPTION, null, List.of(what, why, fix));
    }
}
