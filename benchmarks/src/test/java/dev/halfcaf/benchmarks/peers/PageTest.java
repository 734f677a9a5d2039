package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Goals, files and the page. */
class PageTest {
    private static final Setting VECTOR = new Setting(25, "vector");
    private static final Entrant OURS = new Entrant(Role.HALFCAF, Task.of(Operation.GEMM, "float16", 4, 5, 6));
    private static final Entrant OPENBLAS = new Entrant(Role.OPENBLAS, Task.of(Operation.GEMM, "float32", 4, 5, 6));
    private static final Entrant PYTORCH = new Entrant(Role.PYTORCH, OPENBLAS.task());
    private static final Contest CONTEST = new Contest(
            "gemm",
            "4x5x6",
            List.of(
                    new Goal(OURS, OPENBLAS, Wanted.quiet(0.95).busy(0.75).on17(0.8)),
                    new Goal(OURS, PYTORCH, Wanted.NOTHING)));

    @TempDir
    private Path folder;

    private static Report report(Setting setting, double... openBlas) {
        Times ours = new Times(new double[] {1, 2, 1});
        Report.Result result = Report.result(
                CONTEST,
                setting,
                Map.of(OURS, ours, OPENBLAS, new Times(openBlas), PYTORCH, new Times(new double[] {3, 3, 3})));
        return new Report(
                setting.toString(),
                new Machine("A CPU", 2, List.of("avx2", "fma"), "Linux amd64", "A JVM 25"),
                "1",
                "mvn -q -Ppeers",
                Map.of("Halfcaf", "Halfcaf 0.1"),
                Map.of("TensorFlow", "not built in"),
                List.of(),
                List.of(result));
    }

    private static Limits limits(String... keysAndSentences) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndSentences.length; i += 2) {
            properties.setProperty(keysAndSentences[i], keysAndSentences[i + 1]);
        }
        return new Limits(properties);
    }

    @Test
    void whatIsWantedDependsOnTheSetting() {
        Wanted wanted = Wanted.quiet(0.95).busy(0.75).on17(0.8);

        assertThat(wanted.quietIn(VECTOR)).isEqualTo(0.95);
        assertThat(wanted.busyIn(VECTOR)).isEqualTo(0.75);
        assertThat(wanted.quietIn(new Setting(17, "vector"))).isEqualTo(0.8);
        assertThat(wanted.busyIn(new Setting(17, "vector"))).isNull();
        assertThat(wanted.quietIn(new Setting(25, "plain"))).isNull();
    }

    @Test
    void aGoalIsMetIfAllThatIsWantedIsReached() {
        assertThat(report(VECTOR, 0.96, 1.6, 1).results().get(0).figures().get(0))
                .satisfies(figure -> assertThat(figure.quiet()).isEqualTo(0.96))
                .satisfies(figure -> assertThat(figure.busy()).isEqualTo(0.96))
                .matches(Report.Figure::isMet);
        assertThat(report(VECTOR, 2, 1, 0.7).results().get(0).figures().get(0)).matches(figure -> !figure.isMet());
    }

    @Test
    void theLongestBeginningOfAKeyCountsAndTheSettingBeforeNone() {
        Limits limits = limits("gemm", "any", "gemm/float16", "half", "jdk17-vector/gemm/float16", "half on 17");

        assertThat(limits.of("jdk25-vector", "gemm/float16/4x5x6/OpenBLAS")).contains("half");
        assertThat(limits.of("jdk17-vector", "gemm/float16/4x5x6/OpenBLAS")).contains("half on 17");
        assertThat(limits.of("jdk17-vector", "gemm/float32/4x5x6/OpenBLAS")).contains("any");
        assertThat(limits.of("jdk17-vector", "gemm-transposed-left/float32/4x5x6"))
                .isEmpty();
    }

    @Test
    void everySentenceIsOnAFigureThatThereIs() {
        List<String> figures = Contests.all().stream()
                .flatMap(contest -> contest.goals().stream())
                .map(goal -> goal.key() + "/")
                .toList();

        assertThat(Limits.read().keys()).allSatisfy(key -> {
            String figure = key.replaceFirst("^jdk\\d+-[a-z]+/", "");
            assertThat(figures).anyMatch(one -> one.startsWith(figure + "/"));
        });
    }

    @Test
    void reportsComeBackFromFilesAsTheyWere() throws IOException {
        Report older = report(new Setting(17, "vector"), 1, 1, 1);
        Report newer = report(VECTOR, 1, 1, 1);
        ReportFile.write(older, folder);
        ReportFile.write(newer, folder);

        assertThat(ReportFile.readAll(folder)).isEqualTo(List.of(newer, older));

        Files.writeString(folder.resolve("broken.json"), "{");
        assertThatThrownBy(() -> ReportFile.readAll(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.json is no report: ");
    }

    @Test
    void thePageTellsGoalFigureAndWhatLimits() {
        Page.Written written =
                Page.of(List.of(report(VECTOR, 0.5, 0.5, 0.5)), limits("gemm/float16", "It is not tuned."));

        assertThat(written.text())
                .contains(
                        "\n## jdk25-vector\n\nA CPU, 2 processors, avx2 fma; Linux amd64; A JVM 25; Halfcaf's threads: 1.\n")
                .contains("\n```\nmvn -q -Ppeers\n```\n")
                .contains("Missing: TensorFlow, not built in.\n")
                .contains("\n0 of 1 goals are met.\n\n### Matrix products\n")
                .contains("| 4x5x6 | Halfcaf float16 | OpenBLAS float32 | 0.95, busy 0.75 | 0.50 | 0.50 |"
                        + " below: It is not tuned. |\n")
                .contains("| 4x5x6 | Halfcaf float16 | PyTorch float32 |  | 3.00 | 3.00 |  |\n")
                .contains("| 4x5x6, 3 rounds | Halfcaf float16 | 1.00 s | 1.00 s | 0.0 GFLOP/s |\n");
        assertThat(written.unexplained()).isEmpty();
    }

    @Test
    void whatIsBelowWithoutASentenceIsNamed() {
        Page.Written written = Page.of(List.of(report(VECTOR, 0.5, 0.5, 0.5)), limits());

        assertThat(written.unexplained()).containsExactly("jdk25-vector/gemm/float16/4x5x6/OpenBLAS");
    }

    @Test
    void thePageIsWrittenAgainWithoutMeasuring() throws IOException {
        ReportFile.write(report(VECTOR, 1, 1, 1), folder);
        Path page = folder.resolve("page.md");

        assertThat(run("--page-only", "--results", folder.toString(), "--page", page.toString()))
                .isEqualTo("Written: " + page + System.lineSeparator());
        assertThat(Files.readString(page)).startsWith("# Performance\n").contains("1 of 1 goals are met.");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThat(run("--only", "gem"))
                .startsWith("--only gem names no group; there are [casts, gemm, halves, gemv, updates, memory, train,");
        assertThat(run("--rounds", "0")).startsWith("--rounds takes a number above 0.");
        assertThat(run("--page-only")).startsWith("--page-only needs --page FILE.");
    }

    private static String run(String... arguments) {
        StringWriter text = new StringWriter();
        new CommandLine(new Main())
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true))
                .execute(arguments);
        return text.toString();
    }
}
