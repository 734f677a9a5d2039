package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.sample.data.IdxBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, from its arguments to its output and exit code. */
class MainTest {
    private static final String POLICIES =
            "Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, bool.";
    private static final String HOW_TO_GET = "`apt-get install dataset-fashion-mnist` brings Fashion-MNIST, then use"
            + " `--data /usr/share/datasets/fashion-mnist`.";

    private final CommandLines lines = new CommandLines();

    @TempDir
    private Path folder;

    /** Where a run is to go. */
    private String out;

    @BeforeEach
    void nameFolder() {
        out = folder.resolve("runs/one").toString();
    }

    @Test
    void comparesThePoliciesThatAreAskedFor() {
        lines.succeed("compare", "--policy", "float16", "--policy", "mixed_bfloat16", "--epochs", "1", "--seed", "3");

        assertThat(lines.out().lines())
                .contains("float16: computes and keeps its variables in float16, no loss scale")
                .anyMatch(line -> line.matches("Training:    100% \\|={20}\\| epoch: 1/1, loss: \\d\\.\\d{4},"
                        + " accuracy: 0\\.\\d{4}, loss scale: none, skipped: 0"))
                .anyMatch(line ->
                        line.matches("mixed_bfloat16 +\\d\\d\\.\\d\\d % +\\d\\.\\d{4} +\\d\\.\\d{4} +0 of 45 +none .*"))
                .noneMatch(line -> line.contains("What a loss scale is for"));
    }

    @Test
    void withoutACommandItComparesFourPoliciesAndDemonstratesLossScaling() {
        lines.succeed();

        assertThat(lines.out())
                .startsWith("One image classifier, compiled once, learns under 4 dtype policies;")
                .containsSubsequence(
                        "\nfloat32: ",
                        "epoch: 30/30",
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
        lines.succeed("compare", "--policy", "mixed_float16", "--epochs", "1", "--no-demonstration");

        assertThat(lines.out()).doesNotContain("What a loss scale is for");
    }

    @Test
    void comparesSeveralSeedsAndKeepsTheRuns() throws IOException {
        lines.succeed(
                "compare", "--policy", "float32", "--policy", "float16", "--epochs", "1", "--seeds", "2", "--out", out);

        assertThat(lines.out())
                .contains("Under each policy it learns 2 times, from as many seeds.")
                .contains("no loss scale, seed 0", "no loss scale, seed 1", " 0 of 90 ")
                .contains(out + " has report.html, on all runs, and a folder of each.");
        assertThat(names(Path.of(out)))
                .containsExactly("float16-seed0", "float16-seed1", "float32-seed0", "float32-seed1", "report.html");
        assertThat(Path.of(out, "report.html")).content().contains("float32, seed 1", "float16, seed 0");
        lines.succeed("evaluate", out + "/float16-seed1");
    }

    @Test
    void aRunLeavesAFolder() throws IOException {
        lines.succeed("train", "--epochs", "2", "--seed", "3", "--out", out);

        assertThat(lines.out())
                .startsWith("Model: digits (image classifier).\nData: 1,797 handwritten digits")
                .contains("mixed_float16: computes in float16", "epoch: 2/2")
                .containsPattern(
                        "Test accuracy \\d\\d.\\d\\d %, test loss 0.\\d{4}, after 90 steps, of which 0 were skipped")
                .contains(out + " has report.html, checkpoints, ");
        assertThat(names(Path.of(out)))
                .hasSize(6)
                .contains("checkpoints", "epochs.csv", "report.html", "steps.csv", "zero-shares.csv")
                .anyMatch(name -> name.startsWith("events.out.tfevents."));
        assertThat(Files.readAllLines(Path.of(out, "steps.csv"))).hasSize(91);
        assertThat(Path.of(out, "report.html"))
                .content()
                .contains("Halfcaf sample: digits", "1,797 handwritten digits");
    }

    @Test
    void aTrainedModelIsEvaluatedUnderAnyPolicy() {
        lines.succeed("train", "--epochs", "2", "--out", out);
        String trained = lines.line("Test accuracy");

        lines.succeed("evaluate", out);
        assertThat(lines.out().lines())
                .containsExactly(
                        "Model: digits (image classifier), after 90 steps.",
                        "Data: 1,797 handwritten digits of 8x8 pixels (UCI, scikit-learn); 1,438 to learn from, 359 held"
                                + " out for the test.",
                        "Under mixed_float16: test accuracy "
                                + trained.substring(0, trained.indexOf(", after"))
                                        .substring("Test accuracy ".length()) + ".");

        lines.succeed("evaluate", out + "/checkpoints/step-00000090.safetensors", "--policy", "float64");
        assertThat(lines.out()).contains("Under float64: test accuracy 9");
    }

    @Test
    void theCnnTrainsOnIdxFilesOfAnySize() throws IOException {
        IdxBytes.writeFolder(folder);
        lines.succeed(
                "train",
                "--model",
                "fashion-cnn",
                "--data",
                folder.toString(),
                "--epochs",
                "2",
                "--batch-size",
                "8",
                "--out",
                out);

        assertThat(lines.out())
                .startsWith("Model: fashion-cnn (convolutional net).\nData: 36 images of 4x4 pixels in " + folder
                        + "; 30 to learn from, 6 held out for the test. Seed 0, batches of 8.")
                .contains("after 8 steps");
        lines.succeed("evaluate", out);
        assertThat(lines.out()).contains("36 images of 4x4 pixels in " + folder);
    }

    @Test
    void help() {
        lines.succeed("--help");
        assertThat(lines.out())
                .startsWith("Usage: halfcaf-sample ")
                .contains("train", "resume", "evaluate", "compare", "--version", "mvn -q -Ptrain");

        lines.succeed("train", "--help");
        assertThat(lines.out())
                .startsWith("Usage: halfcaf-sample train ")
                .contains("--model", "--policy", "--epochs", "--batch-size", "--seed", "--data", "--out")
                .contains("fashion-cnn: ", "apt-get install dataset-fashion-mnist", "Default: mixed_float16.");

        lines.succeed("compare", "--help");
        assertThat(lines.out()).contains("--seeds", "--no-demonstration");
        lines.succeed("help", "resume");
        assertThat(lines.out()).startsWith("Usage: halfcaf-sample resume ").contains("RUNDIR");
        lines.succeed("evaluate", "-h");
        assertThat(lines.out()).contains("--policy");
    }

    @Test
    void version() {
        lines.succeed("--version");

        assertThat(lines.out())
                .startsWith("Halfcaf sample ")
                .contains("Java " + Runtime.version().feature());
    }

    // ---- mistakes: one sentence, exit code 2, nothing printed, nothing made

    @Test
    void unknownPolicy() {
        refuse(
                "--policy: 'mixed_flot16' is no policy. Did you mean 'mixed_float16'? " + POLICIES,
                "compare",
                "--policy",
                "mixed_flot16");
        refuse(
                "--policy: 'half' is no policy. Did you mean 'float16'? " + POLICIES,
                "train",
                "--out",
                out,
                "--policy",
                "half");
    }

    @Test
    void integerPolicy() {
        refuse(
                "--policy: 'int32' is no policy to train under: variables that are trained need a floating dtype.",
                "train",
                "--out",
                out,
                "--policy",
                "int32");
    }

    @Test
    void theSamePolicyTwice() {
        refuse(
                "--policy: 'float32' is there twice.",
                "compare",
                "--policy",
                "float32",
                "--policy",
                "params=float32,compute=float32,output=float32",
                "--out",
                out);
    }

    @Test
    void unknownModel() {
        refuse(
                "--model: 'mlp' is no model. Models: digits, fashion-cnn, text-transformer.",
                "train",
                "--out",
                out,
                "--model",
                "mlp");
    }

    @Test
    void wrongNumbers() {
        refuse("--epochs: '0' is no whole number of at least 1.", "compare", "--epochs", "0");
        refuse("--epochs: 'ten' is no whole number of at least 1.", "compare", "--epochs", "ten");
        refuse("--epochs: '' is no whole number of at least 1.", "compare", "--epochs=");
        refuse("--batch-size: '-8' is no whole number of at least 1.", "compare", "--batch-size=-8");
        refuse(
                "--batch-size: '99999999999' is no whole number of at least 1.",
                "compare",
                "--batch-size",
                "99999999999");
        refuse("--seed: '1.5' is no whole number that fits into 64 bits.", "compare", "--seed", "1.5");
    }

    @Test
    void missingAndUnknownArguments() {
        refuse("Missing required parameter for option '--epochs' (N).", "compare", "--epochs");
        refuse("Missing required option: '--out=RUNDIR'.", "train");
        refuse("Missing required parameter: 'RUNDIR'.", "resume");
        refuse("There is no option '--polcy'; did you mean '--policy'?", "compare", "--polcy", "float32");
        refuse("There is no command 'trian'; did you mean 'train'?", "trian");
        refuse("'again' is one argument too many; --help lists what there is.", "evaluate", "run", "again");
    }

    @Test
    void missingData() {
        refuse(
                "There is no folder /nowhere/at/all: " + HOW_TO_GET,
                "train",
                "--model",
                "fashion-cnn",
                "--data",
                "/nowhere/at/all",
                "--out",
                out);
    }

    @Test
    void damagedData() throws IOException {
        IdxBytes.writeFolder(folder);
        Path file = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        refuse(
                file + " is damaged: it ends too early.",
                "train",
                "--model",
                "fashion-cnn",
                "--data",
                folder.toString(),
                "--out",
                out);
    }

    @Test
    void imagesThatAreTooSmall() throws IOException {
        for (String part : List.of("train", "t10k")) {
            Files.write(folder.resolve(part + "-images-idx3-ubyte"), IdxBytes.of(IdxBytes.IMAGES, 18, 3, 2, 3));
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxBytes.of(IdxBytes.LABELS, 3, 3));
        }

        refuse(
                "These images are too small for the net, which halves them twice: 6 images of 2x3 pixels in " + folder
                        + ".",
                "train",
                "--model",
                "fashion-cnn",
                "--data",
                folder.toString(),
                "--out",
                out);
    }

    @Test
    void dataForAModelThatHasItsOwn() {
        refuse(
                "--data is for model fashion-cnn; the data of model digits are in the program.",
                "train",
                "--data",
                folder.toString(),
                "--out",
                out);
    }

    @Test
    void aFolderThatIsThere() throws IOException {
        refuse(
                folder + " is there already, and is no run: a new run needs a folder of its own.",
                "train",
                "--out",
                folder.toString());
        Path file = Files.createFile(folder.resolve("file"));
        refuse(file + "/run can't be made: " + file + " is no folder.", "train", "--out", file + "/run");
    }

    @Test
    void aRunThatIsThere() throws IOException {
        lines.succeed("train", "--epochs", "1", "--out", out);
        byte[] before = Files.readAllBytes(Path.of(out, "checkpoints", "step-00000045.safetensors"));

        lines.refuse(
                out + " has a run already. `resume " + out + "` goes on with it; a new one needs a folder of its own.",
                "train",
                "--epochs",
                "1",
                "--out",
                out);
        assertThat(Path.of(out, "checkpoints", "step-00000045.safetensors")).hasBinaryContent(before);
    }

    @Test
    void runsThatAreNone() throws IOException {
        String missing = folder.resolve("missing").toString();
        for (String command : List.of("resume", "evaluate")) {
            refuse(
                    "There is no " + missing + ": name the folder of a run, as `train --out` made it.",
                    command,
                    missing);
            refuse(folder + " is no folder of a run: it has no checkpoint.", command, folder.toString());
        }
        Path file = Files.createFile(folder.resolve("some.safetensors"));
        refuse(file + " is no folder of a run: it has no checkpoint.", "resume", file.toString());
    }

    /** Refused, and nothing made. */
    private void refuse(String sentence, String... args) {
        lines.refuse(sentence, args);
        assertThat(Path.of(out)).doesNotExist();
        assertThat(Path.of(out).getParent()).doesNotExist();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
