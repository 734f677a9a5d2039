package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The drawings of a page: all over the same steps, so that what happens at once stands at one place. */
final class Figures {
    /** Of more points than these, their means are drawn, too, over all of them in a pale line. */
    private static final int MOST_SINGLE_POINTS = 150;

    private static final int MEAN_COLUMNS = Chart.COLUMNS / 6;

    /** Of more epochs than these, the line has no dots. */
    private static final int MOST_DOTS = 60;

    private final List<Run> runs;
    private final Axis steps;
    private final StringBuilder out;
    private int number;

    Figures(List<Run> runs, Axis steps, StringBuilder out) {
        this.runs = runs;
        this.steps = steps;
        this.out = out;
    }

    // ---- each drawing

    void loss() {
        Function<Run, List<Point>> training =
                run -> run.points(step -> step.result().loss());
        Function<Run, List<Point>> validation = run -> run.points("loss", true);
        Axis axis = axis(Stream.of(training, validation), Axis::of);
        if (axis == null) {
            axis = Axis.of(0, 1);
        }
        boolean validated = runs.stream().anyMatch(run -> !validation.apply(run).isEmpty());
        Chart chart = new Chart(steps, axis);
        for (Run run : runs) {
            noisyLine(chart, run, training.apply(run));
            epochLine(chart, run, validation.apply(run), "validation loss");
            for (List<StepRecord> column :
                    columns(run.steps().stream().filter(step -> !step.result().lossIsFinite()))) {
                StepRecord first = column.get(0);
                chart.cross(
                        run.style(),
                        new Point(first.step(), Double.NaN),
                        steps(column) + ": loss " + Numbers.text(first.result().loss()));
            }
        }
        figure(
                chart,
                "Loss",
                "of each step, without the loss scale" + (validated ? "; dashed: of the validation data" : "")
                        + note(axis) + (nonFinite() ? "; \u00d7 at the upper edge: not finite" : ""),
                (run, text) -> {
                    describe(run, "training loss", training.apply(run), text);
                    describe(run, "validation loss", validation.apply(run), text);
                });
    }

    private boolean nonFinite() {
        return runs.stream()
                .anyMatch(run ->
                        run.steps().stream().anyMatch(step -> !step.result().lossIsFinite()));
    }

    void metric(String name) {
        Function<Run, List<Point>> training = run -> run.points(name, false);
        Function<Run, List<Point>> validation = run -> run.points(name, true);
        Axis axis = axis(Stream.of(training, validation), Axis::linear);
        if (axis == null) {
            return;
        }
        Chart chart = new Chart(steps, axis);
        boolean both = false;
        for (Run run : runs) {
            List<Point> trained = training.apply(run);
            List<Point> validated = validation.apply(run);
            both |= !trained.isEmpty() && !validated.isEmpty();
            if (!trained.isEmpty()) {
                chart.line("line " + run.style(), trained);
                letter(chart, run, trained);
            }
            if (!validated.isEmpty()) {
                epochLine(chart, run, validated, "validation " + name);
                if (trained.isEmpty()) {
                    letter(chart, run, validated);
                }
            }
        }
        figure(
                chart,
                capital(name),
                "at the end of each epoch" + (both ? "; dashed: of the validation data" : ""),
                (run, text) -> {
                    describe(run, "training " + name, training.apply(run), text);
                    describe(run, "validation " + name, validation.apply(run), text);
                });
    }

    void lossScale() {
        List<Run> scaled = runs.stream().filter(Run::isScaled).toList();
        if (scaled.isEmpty()) {
            return;
        }
        Function<Run, List<Point>> levels = run ->
                run.isScaled() ? run.points(step -> exponent(step.result().scaleBefore())) : List.of();
        Function<Run, List<Point>> end = run ->
                run.isScaled() ? run.points(step -> exponent(step.result().scaleAfter())) : List.of();
        Axis axis = axis(Stream.of(levels, end), Axis::ofExponents);
        if (axis == null) {
            return;
        }
        Chart chart = new Chart(steps, axis);
        boolean skipped = false;
        for (Run run : scaled) {
            chart.stairs(
                    "line " + run.style(),
                    changes(levels.apply(run)),
                    run.history().lastStep());
            letter(chart, run, levels.apply(run));
            for (List<StepRecord> column : columns(run.skipped().stream())) {
                skipped = true;
                StepRecord first = column.get(0);
                chart.cross(
                        run.style(),
                        new Point(first.step(), exponent(first.result().scaleBefore())),
                        steps(column) + " skipped; first bad gradient: "
                                + first.result().firstNonFiniteVariable());
            }
        }
        List<String> unscaled =
                runs.stream().filter(run -> !run.isScaled()).map(Run::name).toList();
        figure(
                chart,
                "Loss scale",
                "with which the gradients of each step were computed"
                        + (skipped ? "; \u00d7: the step was skipped" : "")
                        + (unscaled.isEmpty() ? "" : "; none: " + String.join(", ", unscaled)),
                (run, text) -> {
                    List<Point> points = run.points(step -> step.result().scaleBefore());
                    if (run.isScaled()) {
                        describe(run, "loss scale", points, text);
                        int skips = run.skipped().size();
                        text.add(Numbers.count(skips) + (skips == 1 ? " step" : " steps") + " skipped");
                    }
                });
    }

    void gradientNorm() {
        boolean finite = runs.stream().flatMap(run -> run.norms().stream()).allMatch(Point::isFinite);
        String caption = "over all variables, without the loss scale" + (finite ? "" : "; gaps: not finite");
        lines("Gradient norm", caption, Axis::of, "gradient norm", Run::norms);
    }

    void learningRate() {
        lines(
                "Learning rate",
                "of each step",
                Axis::linear,
                "learning rate",
                run -> run.points(StepRecord::learningRate));
    }

    void stepTime() {
        lines(
                "Step time",
                "in milliseconds",
                Axis::ofTimes,
                "milliseconds of a step",
                run -> run.points(step -> step.nanos() == 0 ? Double.NaN : step.nanos() / 1e6));
    }

    // ---- what they share

    private void lines(
            String title,
            String caption,
            BiFunction<Double, Double, Axis> make,
            String what,
            Function<Run, List<Point>> points) {
        Axis axis = axis(Stream.of(points), make);
        if (axis == null) {
            return;
        }
        Chart chart = new Chart(steps, axis);
        for (Run run : runs) {
            noisyLine(chart, run, points.apply(run));
        }
        figure(chart, title, caption + note(axis), (run, text) -> describe(run, what, points.apply(run), text));
    }

    /** The axis of all finite values; null if there are none. */
    private @Nullable Axis axis(Stream<Function<Run, List<Point>>> series, BiFunction<Double, Double, Axis> make) {
        double[] values = series.flatMap(points -> runs.stream().map(points))
                .flatMap(Collection::stream)
                .filter(Point::isFinite)
                .mapToDouble(Point::value)
                .sorted()
                .toArray();
        return values.length == 0 ? null : make.apply(values[0], values[values.length - 1]);
    }

    private static String note(Axis axis) {
        return axis.isLogarithmic() ? "; logarithmic" : "";
    }

    private void noisyLine(Chart chart, Run run, List<Point> points) {
        if (points.size() <= MOST_SINGLE_POINTS) {
            chart.line("line " + run.style(), points);
            letter(chart, run, points);
        } else {
            List<Point> means = Thinning.means(points, steps, MEAN_COLUMNS);
            chart.line("raw " + run.style(), points);
            chart.line("line " + run.style(), means);
            letter(chart, run, means);
        }
    }

    private void epochLine(Chart chart, Run run, List<Point> points, String what) {
        chart.line("line dashed " + run.style(), points);
        if (points.size() <= MOST_DOTS) {
            chart.dots(run.style(), points, runs.size() > 1 ? run.name() + ": " + what : what);
        }
    }

    private void letter(Chart chart, Run run, List<Point> points) {
        if (runs.size() > 1) {
            for (int i = points.size() - 1; i >= 0; i--) {
                if (points.get(i).isFinite()) {
                    chart.letter(run.number(), points.get(i));
                    return;
                }
            }
        }
    }

    /** The steps by the column of the drawing that they stand in. */
    private List<List<StepRecord>> columns(Stream<StepRecord> of) {
        List<List<StepRecord>> columns = new ArrayList<>();
        long last = -1;
        for (StepRecord step : of.toList()) {
            long column = Thinning.column(new Point(step.step(), 0), steps, Chart.COLUMNS);
            if (column != last) {
                columns.add(new ArrayList<>());
                last = column;
            }
            columns.get(columns.size() - 1).add(step);
        }
        return columns;
    }

    private static String steps(List<StepRecord> column) {
        StepRecord first = column.get(0);
        StepRecord last = column.get(column.size() - 1);
        return column.size() == 1
                ? "Step " + Numbers.count(first.step())
                : Numbers.count(column.size()) + " steps from " + Numbers.count(first.step()) + " to "
                        + Numbers.count(last.step());
    }

    /** The points whose value is another than the one before. */
    private static List<Point> changes(List<Point> points) {
        List<Point> changes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i == 0 || points.get(i).value() != points.get(i - 1).value()) {
                changes.add(points.get(i));
            }
        }
        return changes;
    }

    /** The logarithm to base 2, exact for powers of two. */
    private static double exponent(double scale) {
        int exponent = Math.getExponent(scale);
        return exponent + StrictMath.log(Math.scalb(scale, -exponent)) / StrictMath.log(2);
    }

    private static String capital(String name) {
        return name.isEmpty() ? "(no name)" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void describe(Run run, String what, List<Point> points, List<String> text) {
        List<Point> finite = points.stream().filter(Point::isFinite).toList();
        if (finite.isEmpty()) {
            return;
        }
        Point first = finite.get(0);
        Point last = finite.get(finite.size() - 1);
        ToDoubleFunction<Point> value = Point::value;
        text.add(what + " from " + at(first) + " to " + at(last) + ", between "
                + Numbers.text(finite.stream().mapToDouble(value).min().orElseThrow()) + " and "
                + Numbers.text(finite.stream().mapToDouble(value).max().orElseThrow()));
    }

    private static String at(Point point) {
        return Numbers.text(point.value()) + " at step " + Numbers.count((long) point.step());
    }

    private void figure(Chart chart, String title, String caption, BiConsumer<Run, List<String>> describe) {
        StringBuilder description = new StringBuilder();
        for (Run run : runs) {
            List<String> text = new ArrayList<>();
            describe.accept(run, text);
            if (!text.isEmpty()) {
                description
                        .append(description.length() == 0 ? "" : " ")
                        .append(run.name())
                        .append(": ")
                        .append(String.join("; ", text))
                        .append('.');
            }
        }
        out.append("<figure>\n<figcaption><h2>")
                .append(Html.escaped(title))
                .append("</h2><p>")
                .append(Html.escaped(capital(caption)))
                .append(".</p></figcaption>\n")
                .append(chart.svg(number++, title, description.toString()))
                .append("</figure>\n");
    }
}
