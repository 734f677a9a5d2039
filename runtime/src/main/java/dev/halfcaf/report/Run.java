package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A run on a page.
 *
 * @param number its place among the runs, from 0
 * @param steps its steps
 * @param epochs its epochs
 */
record Run(int number, RunHistory history, List<StepRecord> steps, List<EpochRecord> epochs) {
    private static final int COLOURS = 8;
    private static final int LETTERS = 26;

    Run(int number, RunHistory history) {
        this(number, history, List.copyOf(history.steps()), List.copyOf(history.epochs()));
    }

    /** What the style sheet knows the colour of a run by. */
    static int colour(int number) {
        return number % COLOURS;
    }

    /** What tells the runs apart without colours: A, B ... Z, A2 ... */
    static String letter(int number) {
        return (char) ('A' + number % LETTERS) + (number < LETTERS ? "" : Integer.toString(number / LETTERS + 1));
    }

    String letter() {
        return letter(number);
    }

    String style() {
        return "r" + colour(number);
    }

    String name() {
        return history.name();
    }

    /** A value of each step. */
    List<Point> points(ToDoubleFunction<StepRecord> value) {
        return steps.stream()
                .map(step -> new Point(step.step(), value.applyAsDouble(step)))
                .toList();
    }

    /** A metric at the end of each epoch that has it. */
    List<Point> points(String metric, boolean validation) {
        List<Point> points = new ArrayList<>();
        for (EpochRecord epoch : epochs) {
            Double value = (validation ? epoch.validation() : epoch.training()).get(metric);
            if (value != null) {
                points.add(new Point(epoch.step(), value));
            }
        }
        return points;
    }

    /** The norm of the gradients of those steps where it was measured. */
    List<Point> norms() {
        List<Point> points = new ArrayList<>();
        for (StepRecord step : steps) {
            if (step.gradients() != null) {
                points.add(new Point(step.step(), step.gradients().norm()));
            }
        }
        return points;
    }

    /** The share of zeros in a layer's gradients, where it was measured. */
    List<Point> zeroShares(String layer) {
        List<Point> points = new ArrayList<>();
        for (StepRecord step : steps) {
            Double share = step.gradients() == null
                    ? null
                    : step.gradients().zeroShares().get(layer);
            if (share != null) {
                points.add(new Point(step.step(), share));
            }
        }
        return points;
    }

    /** The layers whose gradients were measured, in their order. */
    List<String> layers() {
        return steps.stream()
                .filter(step -> step.gradients() != null)
                .flatMap(step -> step.gradients().zeroShares().keySet().stream())
                .distinct()
                .toList();
    }

    List<StepRecord> skipped() {
        return steps.stream().filter(step -> step.result().skipped()).toList();
    }

    /** Whether the loss was ever scaled. */
    boolean isScaled() {
        return steps.stream()
                .anyMatch(step ->
                        step.result().scaleBefore() != 1 || step.result().scaleAfter() != 1);
    }

    /** The mean of the finite losses of the last epoch; NaN if there are none. */
    double lastLoss() {
        int epoch = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).epoch();
        return steps.stream()
                .filter(step -> step.epoch() == epoch && step.result().lossIsFinite())
                .mapToDouble(step -> step.result().loss())
                .average()
                .orElse(Double.NaN);
    }

    /** Half of the steps that were measured took longer, in milliseconds; NaN if none was measured. */
    double medianMillis() {
        long[] nanos = steps.stream()
                .mapToLong(StepRecord::nanos)
                .filter(time -> time > 0)
                .toArray();
        Arrays.sort(nanos);
        return nanos.length == 0 ? Double.NaN : nanos[nanos.length / 2] / 1e6;
    }
}
