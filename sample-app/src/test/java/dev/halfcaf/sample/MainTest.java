package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.sample.data.IdxBytes;
import dev.halfcaf.sample.report.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, from its arguments to its output and exit code. */
class MainTest {
    private static final String POLICIES =
            "Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64," + " int32, int64, bool.";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void trainsUnderThePoliciesThatAreAskedFor() {
        int exitCode = run("--policy", "float16", "--policy", "mixed_bfloat16", "--epochs", "1", "--seed", "3");

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out.toString().lines())
                .contains("float16: computes and keeps its variables in float16, no loss scale")
                .anyMatch(line -> line.matches("Training:    100% \\|={20}\\| epoch: 1/1, loss: \\d\\.\\d{4},"
                        + " accuracy: 0\\.\\d{4}, loss scale: none, skipped: 0"))
                .anyMatch(line -> line.matches("mixed_bfloat16 +\\d\\d\\.\\d\\d % +\\d\\.\\d{4} +0 of 45 +none .*"))
                .noneMatch(line -> line.contains("What a loss scale is for"));
    }

    @Test
    void byDefaultItComparesFourPoliciesAndDemonstratesLossScaling() {
        int exitCode = run("--epochs", "1");

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .startsWith("One image classifier, compiled once, learns under 4 dtype policies;")
                .containsSubsequence(
                        "\nfloat32: ",
                        "\nmixed_float16: ",
                        "\nmixed_bfloat16: ",
                        "\nfloat16: ",
                        "\npolicy ",
                        "\nfloat32 ",
                        "\nmixed_float16 ",
                        "\nmixed_bfloat16 ",
                        "\nfloat16 ",
                        "\nWhat a loss scale is for",
                        "\nlayer ",
                        "\nhidden/0 ",
                        "\nlogits ",
                        "\ntest accuracy ");
    }

    @Test
    void theDemonstrationCanBeLeftOut() {
        assertThat(run("--policy", "mixed_float16", "--epochs", "1", "--no-demonstration"))
                .isZero();
        assertThat(out.toString()).doesNotContain("What a loss scale is for");
    }

    @Test
    void trainsOnIdxFiles() throws IOException {
        IdxBytes.writeFolder(folder);

        int exitCode = run("--data", folder.toString(), "--epochs", "2", "--batch-size", "8");

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("Data: 36 images of 16 pixels in " + folder
                        + "; 30 to learn from, 6 held out for the test. Seed 0, batches of 8.")
                .doesNotContain("What a loss scale is for");
    }

    @Test
    void help() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: halfcaf-sample ")
                .contains("--policy", "--epochs", "--batch-size", "--seed", "--data", "--version")
                .contains(
                        "Default: all four.", "Default: 30.", "Default: 32.", "apt-get install dataset-fashion-mnist");
    }

    @Test
    void version() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString())
                .startsWith("Halfcaf sample ")
                .contains("Java " + Runtime.version().feature());
    }

    @Test
    void unknownPolicy() {
        assertRefused(
                "--policy: 'mixed_flot16' is no policy. Did you mean 'mixed_float16'? " + POLICIES,
                "--policy",
                "mixed_flot16");
    }

    @Test
    void integerPolicy() {
        assertRefused(
                "--policy: 'int32' is no policy to train under: variables that are trained need a floating dtype.",
                "--policy",
                "int32");
    }

    @Test
    void wrongNumbers() {
        assertRefused("--epochs: '0' is no whole number of at least 1.", "--epochs", "0");
        assertRefused("--epochs: 'ten' is no whole number of at least 1.", "--epochs", "ten");
        assertRefused("--epochs: '' is no whole number of at least 1.", "--epochs=");
        assertRefused("--batch-size: '-8' is no whole number of at least 1.", "--batch-size=-8");
        assertRefused("--batch-size: '99999999999' is no whole number of at least 1.", "--batch-size", "99999999999");
        assertRefused("--seed: '1.5' is no whole number that fits into 64 bits.", "--seed", "1.5");
    }

    @Test
    void missingAndUnknownArguments() {
        assertRefused("Missing required parameter for option '--epochs' (N).", "--epochs");
        assertRefused("There is no option '--polcy'; did you mean '--policy'?", "--polcy", "float32");
        assertRefused("There is no option 'float32'; --help lists them.", "float32");
    }

    @Test
    void missingData() {
        assertRefused(
                "There is no folder /nowhere/at/all: `apt-get install dataset-fashion-mnist` brings Fashion-MNIST, then"
                        + " use `--data /usr/share/datasets/fashion-mnist`.",
                "--data",
                "/nowhere/at/all");
    }

    @Test
    void damagedData() throws IOException {
        IdxBytes.writeFolder(folder);
        Path file = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(file + " is damaged: it ends too early.", "--data", folder.toString());
    }

    /** One line on the standard error, nothing on the standard output, exit code 2. */
    private void assertRefused(String sentence, String... args) {
        err.getBuffer().setLength(0);
        assertThat(run(args)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(sentence + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... args) {
        return Main.run(Terminal.plain(new PrintWriter(out)), new PrintWriter(err), args);
    }
}
