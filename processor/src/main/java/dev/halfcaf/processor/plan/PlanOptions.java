package dev.halfcaf.processor.plan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
     * @param problems takes in what is wrong with them, in words
     */
    public static PlanOptions take(List<String> arguments, List<String> problems) {
        Path directory = null;
        Path check = null;
        for (String argument : List.copyOf(arguments)) {
            if (argument.startsWith(PLAN)) {
                directory = path(argument, PLAN, problems);
            } else if (argument.startsWith(CHECK)) {
                check = path(argument, CHECK, problems);
            } else {
                continue;
            }
            arguments.remove(argument);
        }
        if (check != null && directory == null) {
            problems.add("plan.check=" + check + " needs plan=DIR, too: there the plan of the classes is kept that this"
                    + " compilation does not compile.");
            check = null;
        }
        return new PlanOptions(directory, check);
    }

    private static @Nullable Path path(String argument, String option, List<String> problems) {
        String value = argument.substring(option.length());
        try {
            if (!value.isEmpty()) {
                return Path.of(value);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        problems.add("'" + argument + "' names no path: write " + option
                + (option.equals(PLAN) ? "build/dtype-plan" : "dtype-plan.txt")
                + ". (javac splits the plugin's options at spaces: the path cannot have any.)");
        return null;
    }
}
