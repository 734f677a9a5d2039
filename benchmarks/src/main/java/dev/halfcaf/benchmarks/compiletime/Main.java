package dev.halfcaf.benchmarks.compiletime;

import dev.halfcaf.benchmarks.compiletime.Compiler.Took;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what Halfcaf adds to javac. */
@Command(
        name = "compile-time",
        mixinStandardHelpOptions = true,
        description = "Compiles generated layer classes in turns with and without Halfcaf, and prints the ratios.")
public final class Main implements Callable<Integer> {
    private static final String JAVAC = "javac, layers and their wrappers";
    private static final String CHECKED = "the same with the checker";
    private static final String LAYERS = "javac, layers alone";
    private static final String COMPLETE = "generating, compiling and checking";

    private static final int WARM_UPS = 5;

    @Option(
            names = "--classes",
            split = ",",
            defaultValue = "200,1000,5000",
            description = "Sizes of the programs, in classes of about 185 lines. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Rounds at the smallest size; larger ones have fewer, at least 3. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private PrintWriter out = new PrintWriter(System.out, true);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--classes and --rounds take numbers above 0.");
        }
        out = spec.commandLine().getOut();
        Path scratch = Files.createTempDirectory("halfcaf-compile-time");
        try {
            Compiler compiler = new Compiler(scratch);
            compiler.requireChecker();
            out.printf(
                    Locale.ROOT,
                    "JDK %s, %d processors. Medians over rounds in which all take turns; a ratio is that within a round.%n",
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors());
            int smallest = sizes.stream().min(Integer::compare).orElseThrow();
            wholeBuild(compiler, smallest);
            ordinary(compiler, smallest);
            cold(compiler, new ForkedCompiler(scratch), smallest);
            List<String> perClass = new ArrayList<>();
            for (int size : sizes) {
                perClass.add(growth(compiler, size, Math.max(3, rounds * smallest / size)));
            }
            out.printf("%nThe checker's own CPU time per class: %s.%n", String.join(", ", perClass));
        } finally {
            Compiler.delete(scratch);
        }
        return 0;
    }

    /** The checker beside javac on the same sources; and beside these, what a user's build does besides. */
    private void wholeBuild(Compiler compiler, int size) {
        List<SourceFile> layers = Sources.layers(size);
        Program program = Program.of(compiler, layers);
        Comparison comparison = new Comparison()
                .with(JAVAC, () -> compiler.compile(program.withWrappers(), Setup.bare()))
                .with(CHECKED, () -> compiler.compile(program.withWrappers(), Setup.checked()))
                .with(LAYERS, () -> compiler.compile(layers, Setup.bare(program.wrapperClasses())))
                .with(COMPLETE, () -> compiler.compile(layers, Setup.complete()))
                .run(Math.min(WARM_UPS, rounds), rounds);
        heading("%,d layer classes, %,d lines, in one warm process; %d rounds", size, lines(layers), rounds);
        wholeBuildRows(comparison);
    }

    private void wholeBuildRows(Comparison comparison) {
        row(comparison, JAVAC);
        row(comparison, CHECKED, JAVAC);
        row(comparison, LAYERS);
        row(comparison, COMPLETE, LAYERS);
    }

    private void ordinary(Compiler compiler, int size) {
        List<SourceFile> ordinary = Sources.ordinary(size);
        Comparison comparison = new Comparison()
                .with("javac", () -> compiler.compile(ordinary, Setup.bare()))
                .with(CHECKED, () -> compiler.compile(ordinary, Setup.checked()))
                .run(Math.min(WARM_UPS, rounds), rounds);
        heading(
                "%,d classes without tensors, %,d lines, in one warm process; %d rounds",
                size, lines(ordinary), rounds);
        row(comparison, "javac");
        row(comparison, CHECKED, "javac");
    }

    private void cold(Compiler compiler, ForkedCompiler forked, int size) {
        List<SourceFile> layers = Sources.layers(size);
        Program program = Program.of(compiler, layers);
        int coldRounds = Math.max(3, rounds / 2);
        Comparison comparison = new Comparison()
                .with(JAVAC, () -> forked.compile(program.withWrappers(), Setup.bare()))
                .with(CHECKED, () -> forked.compile(program.withWrappers(), Setup.checked()))
                .with(LAYERS, () -> forked.compile(layers, Setup.bare(program.wrapperClasses())))
                .with(COMPLETE, () -> forked.compile(layers, Setup.complete()))
                .run(1, coldRounds);
        heading("%,d layer classes, %,d lines, a new process each time; %d rounds", size, lines(layers), coldRounds);
        wholeBuildRows(comparison);
    }

    /** How the checker's share grows with the program. */
    private String growth(Compiler compiler, int size, int rounds) {
        List<SourceFile> layers = Sources.layers(size);
        Program program = Program.of(compiler, layers);
        Comparison comparison = new Comparison()
                .with(JAVAC, () -> compiler.compile(program.withWrappers(), Setup.bare()))
                .with(CHECKED, () -> compiler.compile(program.withWrappers(), Setup.checked()))
                .run(1, rounds);
        heading("%,d layer classes, %,d lines, in one warm process; %d rounds", size, lines(layers), rounds);
        row(comparison, JAVAC);
        row(comparison, CHECKED, JAVAC);
        double perClass = comparison.difference(CHECKED, JAVAC, Took::processor) / size * 1e3;
        return String.format(Locale.ROOT, "%.2f ms of %,d", perClass, size);
    }

    private void heading(String format, Object... arguments) {
        out.println();
        out.println(String.format(Locale.ROOT, format, arguments));
        out.println(String.format(Locale.ROOT, "%-40s %9s %9s %9s %9s", "", "seconds", "ratio", "CPU s", "ratio"));
    }

    private void row(Comparison comparison, String name) {
        row(
                name,
                comparison.median(name, Took::clock),
                Double.NaN,
                comparison.median(name, Took::processor),
                Double.NaN);
    }

    private void row(Comparison comparison, String name, String by) {
        row(
                name,
                comparison.median(name, Took::clock),
                comparison.ratio(name, by, Took::clock),
                comparison.median(name, Took::processor),
                comparison.ratio(name, by, Took::processor));
    }

    private void row(String name, double clock, double clockRatio, double processor, double processorRatio) {
        out.println(String.format(
                        Locale.ROOT,
                        "%-40s %9s %9s %9s %9s",
                        name,
                        number(clock),
                        number(clockRatio),
                        number(processor),
                        number(processorRatio))
                .stripTrailing());
    }

    /** What was not measured is left blank. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static long lines(List<SourceFile> sources) {
        return sources.stream().mapToLong(SourceFile::lines).sum();
    }
}
