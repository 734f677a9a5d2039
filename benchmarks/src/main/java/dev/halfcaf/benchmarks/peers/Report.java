package dev.halfcaf.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run found: all that the page needs, so that the page can be written again from files.
 *
 * @param setting JDK and kernels, as in the name of the file
 * @param threads Halfcaf's, as the command said
 * @param command how to run it again
 * @param present who took part, with versions
 * @param missing who did not, and why
 * @param failures what went wrong within contests
 */
record Report(
        String setting,
        Machine machine,
        String threads,
        String command,
        Map<String, String> present,
        Map<String, String> missing,
        List<String> failures,
        List<Result> results) {

    /**
     * A contest's outcome.
     *
     * @param group what {@code --only} names
     * @param title what was computed, for people
     */
    record Result(String group, String title, int rounds, List<Measure> measures, List<Figure> figures) {}

    /**
     * How long an entrant took for one run, and how much that is per second.
     *
     * @param amount GFLOP/s or GB/s in the best round; null where neither is a measure
     * @param unit of the amount
     */
    record Measure(
            String entrant,
            String task,
            double bestSeconds,
            double medianSeconds,
            @Nullable Double amount,
            @Nullable String unit) {

        static Measure of(Entrant entrant, Times times) {
            Task task = entrant.task();
            boolean arithmetic = task.operations() > 0;
            long count = arithmetic ? task.operations() : task.bytes();
            return new Measure(
                    entrant.label(),
                    task.toString(),
                    times.best(),
                    times.median(),
                    count == 0 ? null : count / times.best() / 1e9,
                    count == 0 ? null : arithmetic ? "GFLOP/s" : "GB/s");
        }
    }

    /**
     * A ratio of speeds, with what is wanted of it; null for nothing.
     *
     * @param key {@link Goal#key}: what a sentence on its limits is found by
     */
    record Figure(
            String key,
            String ours,
            String by,
            double quiet,
            double busy,
            @Nullable Double wantedQuiet,
            @Nullable Double wantedBusy) {

        static Figure of(Goal goal, Setting setting, Times ours, Times by) {
            return new Figure(
                    goal.key(),
                    goal.ours().label(),
                    goal.by().label(),
                    ours.quiet(by),
                    ours.busy(by),
                    goal.wanted().quietIn(setting),
                    goal.wanted().busyIn(setting));
        }

        boolean hasGoal() {
            return wantedQuiet != null || wantedBusy != null;
        }

        /** Whether all that is wanted is reached, to the two digits that are told. */
        boolean isMet() {
            return reaches(quiet, wantedQuiet) && reaches(busy, wantedBusy);
        }

        private static boolean reaches(double ratio, @Nullable Double wanted) {
            return wanted == null || Math.round(ratio * 100) >= Math.round(wanted * 100);
        }
    }

    /** What came out of a contest; figures of those who were not there are left out. */
    static Result result(Contest contest, Setting setting, Map<Entrant, Times> times) {
        List<Measure> measures = new ArrayList<>();
        times.forEach((entrant, taken) -> measures.add(Measure.of(entrant, taken)));
        List<Figure> figures = new ArrayList<>();
        for (Goal goal : contest.goals()) {
            Times ours = times.get(goal.ours());
            Times by = times.get(goal.by());
            if (ours != null && by != null) {
                figures.add(Figure.of(goal, setting, ours, by));
            }
        }
        int rounds = times.values().stream()
                .mapToInt(taken -> taken.seconds().length)
                .max()
                .orElse(0);
        return new Result(contest.group(), contest.title(), rounds, measures, figures);
    }

    /** Names of contestants as they stand in a file. */
    static Map<String, String> byLabel(Map<Role, String> byRole) {
        Map<String, String> labels = new TreeMap<>();
        byRole.forEach((role, text) -> labels.put(role.label(), text));
        return labels;
    }
}
