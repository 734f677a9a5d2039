package dev.halfcaf.benchmarks.peers;

import dev.halfcaf.benchmarks.peers.Report.Figure;
import dev.halfcaf.benchmarks.peers.Report.Measure;
import dev.halfcaf.benchmarks.peers.Report.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports as a page for people, in Markdown. */
final class Page {
    private static final String BEGINNING = """
            # Performance

            <!-- Written by the program that measured it. The sentences on limits are in
                 benchmarks/src/main/resources/dev/halfcaf/benchmarks/peers/limits.properties. -->

            Every figure is a ratio of speeds: 2 is twice as fast as what it is compared with. All that a table row compares ran
            in turns, once a round. *Quiet* is the best round of one by the best round of the other; *busy* is the median of the
            ratios within rounds, so that it is what remains when others use the machine. *Goal* is about quiet where it names
            no other.

            - **FMA loop**: multiply-adds in plain Java; what the processor gave to one thread in these rounds.
            - **arraycopy of the same bytes**: an operation that reads r bytes and writes w bytes, each operand and each result
              counted once, is beside a `System.arraycopy` of (r + w) / 2 bytes, which reads as many as it writes.
            - Halfcaf and the peers compute with one thread. OpenBLAS and PyTorch run in the same process; TensorFlow, two
              threads, and the plain set beside the vector set run in processes of their own, which measure themselves in the
              same rounds.
            - PyTorch is called through DJL: ops and autograd are its own; Adam is the one of DJL's native part, a chain of
              PyTorch's ops. DJL has no call for autocast or for the fused Adam.
            """;

    private final Limits limits;
    private final StringBuilder text = new StringBuilder();
    private final List<String> unexplained = new ArrayList<>();

    private Page(Limits limits) {
        this.limits = limits;
    }

    /**
     * A page, and the keys of figures below their goals for which there is no sentence.
     *
     * @param text in Markdown
     */
    record Written(String text, List<String> unexplained) {}

    static Written of(List<Report> reports, Limits limits) {
        Page page = new Page(limits);
        page.text.append(BEGINNING);
        reports.forEach(page::report);
        return new Written(page.text.toString(), page.unexplained);
    }

    private void report(Report report) {
        line("");
        line("## " + report.setting());
        line("");
        Machine machine = report.machine();
        line(machine.cpu() + ", " + machine.processors() + " processors, " + String.join(" ", machine.flags()) + "; "
                + machine.system() + "; " + machine.jdk() + "; Halfcaf's threads: " + report.threads() + ".");
        line("");
        line("```");
        line(report.command());
        line("```");
        line("");
        line("Present: " + String.join(", ", report.present().values()) + ".");
        report.missing().forEach((name, reason) -> line("Missing: " + name + ", " + reason + "."));
        report.failures().forEach(failure -> line("Failed: " + failure));
        line("");
        List<Figure> goals = report.results().stream()
                .flatMap(result -> result.figures().stream())
                .filter(Figure::hasGoal)
                .toList();
        line(goals.stream().filter(Figure::isMet).count() + " of " + goals.size() + " goals are met.");
        groups(report.results()).forEach((group, results) -> {
            line("");
            line("### " + heading(group));
            line("");
            figures(report.setting(), results);
            line("");
            rates(results);
        });
    }

    private static Map<String, List<Result>> groups(List<Result> results) {
        Map<String, List<Result>> groups = new LinkedHashMap<>();
        for (Result result : results) {
            groups.computeIfAbsent(result.group(), name -> new ArrayList<>()).add(result);
        }
        return groups;
    }

    private static String heading(String group) {
        return switch (group) {
            case "casts" -> "Casts";
            case "gemm" -> "Matrix products";
            case "halves" -> "Matrix products in half precision, beside others'";
            case "gemv" -> "Matrix by vector, and batch 1";
            case "updates" -> "Gradients and variables";
            case "memory" -> "Ops that memory limits";
            case "train" -> "Whole train steps";
            case "threads" -> "Two threads";
            case "small" -> "Small and odd sizes, beside the plain set";
            default -> group;
        };
    }

    private void figures(String setting, List<Result> results) {
        line("| | Halfcaf | by | goal | quiet | busy | |");
        line("|---|---|---|---|---|---|---|");
        for (Result result : results) {
            for (Figure figure : result.figures()) {
                row(
                        result.title(),
                        figure.ours(),
                        figure.by(),
                        Numbers.wanted(figure),
                        Numbers.ratio(figure.quiet()),
                        Numbers.ratio(figure.busy()),
                        verdict(setting, figure));
            }
        }
    }

    private String verdict(String setting, Figure figure) {
        if (!figure.hasGoal()) {
            return "";
        }
        if (figure.isMet()) {
            return "met";
        }
        return limits.of(setting, figure.key())
                .map(sentence -> "below: " + sentence)
                .orElseGet(() -> {
                    unexplained.add(setting + "/" + figure.key());
                    return "below";
                });
    }

    private void rates(List<Result> results) {
        line("<details><summary>Times</summary>");
        line("");
        line("| | | best | median | best rate |");
        line("|---|---|---|---|---|");
        for (Result result : results) {
            for (Measure measure : result.measures()) {
                row(
                        result.title() + ", " + result.rounds() + " rounds",
                        measure.entrant(),
                        Numbers.time(measure.bestSeconds()),
                        Numbers.time(measure.medianSeconds()),
                        Numbers.rate(measure));
            }
        }
        line("");
        line("</details>");
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
