package dev.halfcaf.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page on some runs, which needs nothing else: no network, no fonts, no script. */
final class ReportPage {
    private static final String LOSS = "loss";

    private final String title;
    private final List<Run> runs;
    private final Set<String> metrics = new LinkedHashSet<>();
    private final StringBuilder out = new StringBuilder();

    private ReportPage(String title, List<Run> runs) {
        this.title = title;
        this.runs = runs;
        for (Run run : runs) {
            for (EpochRecord epoch : run.epochs()) {
                metrics.addAll(epoch.training().keySet());
                metrics.addAll(epoch.validation().keySet());
            }
        }
    }

    static String write(String title, List<RunHistory> histories) {
        List<Run> runs = new ArrayList<>();
        for (RunHistory history : histories) {
            runs.add(new Run(runs.size(), history));
        }
        ReportPage page = new ReportPage(title, runs);
        page.page();
        return page.out.toString();
    }

    private void page() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<style>\n")
                .append(styleSheet())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(Html.escaped(title))
                .append("</h1>\n");
        if (runs.isEmpty()) {
            out.append("<p>There are no runs.</p>\n");
        } else {
            runs();
            charts();
            zeros();
            skipped();
            epochs();
        }
        out.append("</main>\n</body>\n</html>\n");
    }

    // ---- the table of runs

    private void runs() {
        List<String> metricsAtEnd = runs.stream()
                .flatMap(run -> run.epochs().stream())
                .flatMap(epoch -> epoch.validation().keySet().stream())
                .distinct()
                .toList();
        List<String> head = new ArrayList<>(List.of("Run", "Epochs", "Steps", "Skipped", "Loss"));
        metricsAtEnd.forEach(metric -> head.add("Validation " + metric));
        head.addAll(List.of("Loss scale", "Step, ms"));
        tableHead("runs", head);
        for (Run run : runs) {
            out.append("<tr><th scope=\"row\">");
            key(run);
            run.history()
                    .facts()
                    .forEach((fact, value) -> out.append("<small>")
                            .append(Html.escaped(fact + ": " + value))
                            .append("</small>"));
            out.append("</th>");
            cell(Numbers.count(run.epochs().size()));
            cell(Numbers.count(run.steps().size()));
            cell(Numbers.count(run.skipped().size()));
            cell(orNothing(run.lastLoss()));
            for (String metric : metricsAtEnd) {
                List<Point> values = run.points(metric, true);
                cell(
                        values.isEmpty()
                                ? ""
                                : Numbers.text(values.get(values.size() - 1).value()));
            }
            cell(scaleAtEnd(run));
            cell(orNothing(run.medianMillis()));
            out.append("</tr>\n");
        }
        tableEnd();
        out.append("<p>Loss: the mean over the last epoch's steps. Step: half of the steps took longer.</p>\n");
    }

    private static String orNothing(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(value);
    }

    private static String scaleAtEnd(Run run) {
        return !run.isScaled()
                ? "none"
                : Numbers.scale(run.steps().get(run.steps().size() - 1).result().scaleAfter());
    }

    /** The name of a run, its letter where there are several, and its colour. */
    private void key(Run run) {
        out.append("<span class=\"key ")
                .append(run.style())
                .append("\">")
                .append(runs.size() > 1 ? run.letter() : "")
                .append("</span><bdi>")
                .append(Html.escaped(run.name()))
                .append("</bdi>");
    }

    // ---- the charts

    private void charts() {
        LongSummaryStatistics range = runs.stream()
                .flatMap(run -> Stream.concat(
                        run.steps().stream().map(StepRecord::step),
                        run.epochs().stream().map(EpochRecord::step)))
                .mapToLong(Long::longValue)
                .summaryStatistics();
        if (range.getCount() == 0) {
            out.append("<p>No steps were recorded.</p>\n");
            return;
        }
        Figures figures = new Figures(runs, Axis.ofSteps(range.getMin(), range.getMax()), out);
        out.append("<div class=\"figures\">\n");
        figures.loss();
        metrics.stream().filter(metric -> !metric.equals(LOSS)).forEach(figures::metric);
        figures.lossScale();
        figures.gradientNorm();
        figures.learningRate();
        figures.stepTime();
        out.append("</div>\n");
    }

    private void zeros() {
        if (runs.stream().allMatch(run -> run.layers().isEmpty())) {
            return;
        }
        out.append(
                "<section>\n<h2>Gradients that are exactly 0</h2>\n<p>The share of each layer's gradients, step by step:"
                        + " the stronger the colour, the more. A layer whose gradients are all 0 does not learn; under a half dtype a larger loss"
                        + " scale may help it.</p>\n<div class=\"figures\">\n");
        runs.stream().filter(run -> !run.layers().isEmpty()).forEach(run -> {
            out.append("<div>\n");
            if (runs.size() > 1) {
                out.append("<h3>");
                key(run);
                out.append("</h3>\n");
            }
            tableHead("zeros", List.of("Layer", "Steps " + firstAndLast(run), "Mean", "Most", "Last"));
            for (String layer : run.layers()) {
                out.append("<tr><th scope=\"row\"><bdi>")
                        .append(Html.escaped(layer))
                        .append("</bdi></th><td>");
                List<Point> shares = run.zeroShares(layer);
                ZeroStrip.write(
                        shares,
                        Axis.ofSteps(run.steps().get(0).step(), run.history().lastStep()),
                        out);
                out.append("</td>");
                double[] values = shares.stream().mapToDouble(Point::value).toArray();
                cell(Numbers.percent(Arrays.stream(values).average().orElse(0)));
                cell(Numbers.percent(Arrays.stream(values).max().orElse(0)));
                cell(Numbers.percent(values[values.length - 1]));
                out.append("</tr>\n");
            }
            tableEnd();
            out.append("</div>\n");
        });
        out.append("</div>\n</section>\n");
    }

    private static String firstAndLast(Run run) {
        return Numbers.count(run.steps().get(0).step()) + " to "
                + Numbers.count(run.history().lastStep());
    }

    // ---- tables below

    private record Cause(String variable, String op) {}

    private void skipped() {
        if (runs.stream().allMatch(run -> run.skipped().isEmpty())) {
            return;
        }
        out.append(
                "<section>\n<h2>Skipped steps</h2>\n<p>By the first variable, and the first op of the backward pass, whose"
                        + " gradient was not finite.</p>\n");
        tableHead("skips", List.of("Run", "Variable", "Op", "Steps", "First", "Last"));
        for (Run run : runs) {
            Map<Cause, List<StepRecord>> byCause = new LinkedHashMap<>();
            for (StepRecord step : run.skipped()) {
                Cause cause = new Cause(
                        orUnknown(step.result().firstNonFiniteVariable()),
                        orUnknown(step.result().firstNonFiniteOp()));
                byCause.computeIfAbsent(cause, c -> new ArrayList<>()).add(step);
            }
            byCause.forEach((cause, steps) -> {
                out.append("<tr><th scope=\"row\">");
                key(run);
                out.append("</th>");
                textCell(cause.variable());
                textCell(cause.op());
                cell(Numbers.count(steps.size()));
                cell(Numbers.count(steps.get(0).step()));
                cell(Numbers.count(steps.get(steps.size() - 1).step()));
                out.append("</tr>\n");
            });
        }
        tableEnd();
        out.append("</section>\n");
    }

    private static String orUnknown(@Nullable String name) {
        return name == null ? "not known" : name;
    }

    private void epochs() {
        if (metrics.isEmpty()) {
            return;
        }
        List<String> head = new ArrayList<>(List.of("Run", "Epoch", "Step"));
        metrics.forEach(metric -> head.add("Training " + metric));
        metrics.forEach(metric -> head.add("Validation " + metric));
        out.append("<details>\n<summary>Metrics of each epoch</summary>\n");
        tableHead("epochs", head);
        for (Run run : runs) {
            for (EpochRecord epoch : run.epochs()) {
                out.append("<tr><th scope=\"row\">");
                key(run);
                out.append("</th>");
                cell(Numbers.count(epoch.epoch()));
                cell(Numbers.count(epoch.step()));
                for (Map<String, Double> values : List.of(epoch.training(), epoch.validation())) {
                    for (String metric : metrics) {
                        Double value = values.get(metric);
                        cell(value == null ? "" : Numbers.text(value));
                    }
                }
                out.append("</tr>\n");
            }
        }
        tableEnd();
        out.append("</details>\n");
    }

    // ---- parts of tables

    private void tableHead(String style, List<String> titles) {
        out.append("<div class=\"scroll\" tabindex=\"0\"><table class=\"")
                .append(style)
                .append("\">\n<thead><tr>");
        titles.forEach(text ->
                out.append("<th scope=\"col\">").append(Html.escaped(text)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
    }

    private void tableEnd() {
        out.append("</tbody>\n</table></div>\n");
    }

    private void cell(String number) {
        out.append("<td class=\"number\">").append(Html.escaped(number)).append("</td>");
    }

    private void textCell(String text) {
        out.append("<td><bdi>").append(Html.escaped(text)).append("</bdi></td>");
    }

    private static String styleSheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing beside " + ReportPage.class.getName() + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
