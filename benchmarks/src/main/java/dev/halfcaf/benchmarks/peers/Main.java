package dev.halfcaf.benchmarks.peers;

import dev.halfcaf.benchmarks.peers.Report.Figure;
import dev.halfcaf.benchmarks.peers.Report.Measure;
import dev.halfcaf.benchmarks.peers.Report.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares Halfcaf with its peers and with probes of the machine. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Measures Halfcaf, its peers and probes of the machine in turns, and prints the ratios.")
public final class Main implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "GROUP",
            description = "The groups of contests to run: casts, gemm, halves, gemv, updates, memory, train, threads,"
                    + " small. Default: all.")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Rounds of a contest; slow ones have fewer, but at least 5. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--results",
            defaultValue = "target/peers",
            paramLabel = "FOLDER",
            description = "Where <setting>.json is written. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path results;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "Writes the page on all results in the folder, such as docs/performance.md.")
    private @Nullable Path page;

    @Option(names = "--page-only", description = "Measures nothing: writes the page again, with what is in the folder.")
    private boolean pageOnly;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private PrintWriter out = new PrintWriter(System.out, true);

    public static void main(String[] arguments) {
        // Peers leave threads behind that would keep the JVM alive.
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        List<Contest> contests = contests();
        if (rounds < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--rounds takes a number above 0.");
        }
        if (pageOnly && page == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--page-only needs --page FILE.");
        }
        if (!pageOnly) {
            Path file = ReportFile.write(measure(contests), results);
            out.printf("%nWritten: %s%n", file);
        }
        if (page != null) {
            writePage(page);
        }
        return 0;
    }

    private List<Contest> contests() {
        List<String> groups =
                Contests.all().stream().map(Contest::group).distinct().toList();
        for (String group : only) {
            if (!groups.contains(group)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--only " + group + " names no group; there are " + groups + ".");
            }
        }
        return Contests.all().stream()
                .filter(contest -> only.isEmpty() || only.contains(contest.group()))
                .toList();
    }

    private Report measure(List<Contest> contests) {
        Setting setting = Setting.ofThisJvm();
        Machine machine = Machine.current();
        String threads = System.getProperty("halfcaf.threads", "as many as processors");
        out.printf(
                Locale.ROOT,
                "%s, %d processors, %s%n%s, kernels: %s, threads: %s%n",
                machine.cpu(),
                machine.processors(),
                String.join(" ", machine.flags()),
                machine.jdk(),
                setting.kernels(),
                threads);
        List<Result> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (Field field = Peers.field(results.resolve("logs"))) {
            for (Contest contest : contests) {
                int failed = failures.size();
                Map<Entrant, Times> times = new Rounds(rounds, 6, 500, 10).run(contest, field, failures);
                Result result = Report.result(contest, setting, times);
                found.add(result);
                print(result);
                failures.stream().skip(failed).forEach(failure -> out.println("  failed: " + failure));
            }
            field.missing().forEach((role, reason) -> out.printf("%n%s is missing: %s%n", role.label(), reason));
            return new Report(
                    setting.toString(),
                    machine,
                    threads,
                    command(),
                    Report.byLabel(field.present()),
                    Report.byLabel(field.missing()),
                    failures,
                    found);
        }
    }

    /** This run's, from the project's root; the JVM's options are there if they were set. */
    private String command() {
        List<String> profiles = new ArrayList<>(List.of("peers"));
        profiles.addAll(Peers.builtIn());
        String jvm = System.getProperty("peers.jvm", "");
        List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return "mvn -q -P" + String.join(",", profiles)
                + (jvm.isEmpty() || jvm.equals("--add-modules jdk.incubator.vector")
                        ? ""
                        : " -Dpeers.jvm='" + jvm + "'")
                + (arguments.isEmpty() ? "" : " -Dpeers.args='" + String.join(" ", arguments) + "'");
    }

    private void print(Result result) {
        out.printf("%n%s: %s; %d rounds%n", result.group(), result.title(), result.rounds());
        for (Measure measure : result.measures()) {
            out.printf(
                    "  %-40s best %10s  median %10s  %s%n",
                    measure.entrant(),
                    Numbers.time(measure.bestSeconds()),
                    Numbers.time(measure.medianSeconds()),
                    Numbers.rate(measure));
        }
        for (Figure figure : result.figures()) {
            String goal =
                    figure.hasGoal() ? "goal " + Numbers.wanted(figure) + (figure.isMet() ? ": met" : ": below") : "";
            out.printf(
                    "  %-58s quiet %5s  busy %5s  %s%n",
                    figure.ours() + " : " + figure.by(),
                    Numbers.ratio(figure.quiet()),
                    Numbers.ratio(figure.busy()),
                    goal);
        }
        out.flush();
    }

    private void writePage(Path file) throws IOException {
        Page.Written written = Page.of(ReportFile.readAll(results), Limits.read());
        Files.writeString(file, written.text());
        out.printf("Written: %s%n", file);
        for (String key : written.unexplained()) {
            out.printf("Below its goal, and limits.properties has no sentence on it: %s%n", key);
        }
    }
}
