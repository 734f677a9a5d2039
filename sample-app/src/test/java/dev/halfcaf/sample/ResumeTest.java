package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.checkpoint.Checkpoints;
import dev.halfcaf.checkpoint.Safetensors;
import dev.halfcaf.report.CsvLog;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.StepRecord;
import dev.halfcaf.sample.data.IdxBytes;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.program.Task;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped goes on with the same bits. */
class ResumeTest {
    private final CommandLines lines = new CommandLines();

    @TempDir
    private Path folder;

    @Test
    void aLongerRunIsTheSameAsOneThatWasLongFromTheBeginning() throws IOException {
        Path parts = folder.resolve("parts");
        Path whole = folder.resolve("whole");

        lines.succeed("train", "--epochs", "2", "--out", parts.toString());
        lines.succeed("resume", parts.toString(), "--epochs", "5");
        assertThat(lines.out()).contains("Goes on after 90 steps, in epoch 3 of 5.", "after 225 steps");
        lines.succeed("train", "--epochs", "5", "--out", whole.toString());

        assertSameBits(parts, whole);
        assertThat(parts.resolve("report.html")).content().contains("1,797 handwritten digits");
    }

    @Test
    void aModelWithDropoutAndRunningAveragesToo() throws IOException {
        IdxBytes.writeFolder(folder);
        Path parts = folder.resolve("parts");
        Path whole = folder.resolve("whole");
        String[] train = {"train", "--model", "fashion-cnn", "--data", folder.toString(), "--batch-size", "4", "--out"};

        lines.succeed(with(train, parts.toString(), "--epochs", "1"));
        lines.succeed("resume", parts.toString(), "--epochs", "3");
        lines.succeed(with(train, whole.toString(), "--epochs", "3"));

        assertSameBits(parts, whole);
    }

    /** Signals end a JVM on Unix as Ctrl-C does: its shutdown hooks run. */
    @Test
    void aRunThatASignalStopsGoesOnInTheMiddleOfAnEpoch() throws Exception {
        Path stopped = folder.resolve("stopped");
        Path whole = folder.resolve("whole");
        int epochs = 400;

        ChildJvm.Outcome outcome = ChildJvm.end(
                folder,
                () -> lines(stopped.resolve("epochs.csv")) > 1,
                Process::destroy,
                "train",
                "--epochs",
                Integer.toString(epochs),
                "--out",
                stopped.toString());

        Checkpoint saved = Checkpoint.read(newest(stopped));
        long steps = saved.stepsSeen();
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(128 + 15);
        assertThat(outcome.out())
                .contains(String.format(Locale.ROOT, "Stopping after %,d steps, in epoch ", steps))
                .contains(" of 400. `resume " + stopped + "` goes on.");
        assertThat(CsvLog.read(stopped, "stopped").lastStep()).isEqualTo(steps);

        // As many epochs as begun: the rest of the last one is done.
        long begun = steps / 45 + 1;
        lines.succeed("resume", stopped.toString(), "--epochs", Long.toString(begun));
        assertThat(lines.out()).contains("Goes on after ");
        lines.succeed("train", "--epochs", Long.toString(begun), "--out", whole.toString());
        assertSameBits(stopped, whole);
    }

    @Test
    void aRunThatIsKilledGoesOnFromItsLastCheckpoint() throws Exception {
        Path killed = folder.resolve("killed");
        Path whole = folder.resolve("whole");

        ChildJvm.end(
                folder,
                () -> Checkpoints.in(killed.resolve("checkpoints")).newest().isPresent(),
                Process::destroyForcibly,
                "train",
                "--epochs",
                "400",
                "--out",
                killed.toString());

        long done = Checkpoint.read(newest(killed)).stepsSeen() / 45;
        String epochs = Long.toString(done + 1);
        lines.succeed("resume", killed.toString(), "--epochs", epochs);
        lines.succeed("train", "--epochs", epochs, "--out", whole.toString());
        assertSameBits(killed, whole);
    }

    @Test
    void aRunThatIsComplete() {
        String run = folder.resolve("run").toString();
        lines.succeed("train", "--epochs", "1", "--out", run);

        lines.refuse(
                "The run in " + run + " is complete: it has done 1 epoch. `resume " + run
                        + " --epochs N` makes it longer.",
                "resume",
                run);
    }

    @Test
    void checkpointsOfOthers() throws IOException {
        Path run = folder.resolve("run");
        Path file = Files.createDirectories(run.resolve("checkpoints")).resolve("step-00000001.safetensors");
        new Safetensors(Map.of("kernel", Tensor.zeros(Shape.of(2))), Map.of()).write(file);
        for (String command : List.of("resume", "evaluate")) {
            lines.refuse(
                    sentence -> sentence.startsWith(file + ": is no checkpoint of a training run"),
                    command,
                    run.toString());
        }

        lines.succeed("train", "--epochs", "1", "--out", folder.resolve("own").toString());
        Path own = newest(folder.resolve("own"));
        Checkpoint checkpoint = Checkpoint.read(own);
        checkpoint.with("model", "resnet").save(file);
        for (String command : List.of("resume", "evaluate")) {
            lines.refuse(
                    file + " is a checkpoint of another program: it names none of the models digits, fashion-cnn,"
                            + " text-transformer.",
                    command,
                    run.toString());
        }
        checkpoint.with("model", "text-transformer").with("epochs", 9).save(file);
        lines.refuse(sentence -> sentence.startsWith(file + ": "), "resume", run.toString());
        lines.refuse(sentence -> sentence.startsWith(file + ": "), "evaluate", run.toString());
    }

    @Test
    void aDamagedCheckpoint() throws IOException {
        Path run = folder.resolve("run");
        lines.succeed("train", "--epochs", "1", "--out", run.toString());
        Path file = newest(run);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        for (String command : List.of("resume", "evaluate")) {
            lines.refuse(
                    sentence -> sentence.startsWith(file + ": the content is not what was written"),
                    command,
                    run.toString());
        }
    }

    @Test
    void aDamagedCsvFile() throws IOException {
        Path run = folder.resolve("run");
        lines.succeed("train", "--epochs", "1", "--out", run.toString());
        Path file = run.resolve("epochs.csv");
        Files.writeString(file, Files.readString(file).replace("validation", "validation,"));

        lines.refuse(file + ", row 3: it has 6 cells, the header 5.", "resume", run.toString(), "--epochs", "2");
    }

    @Test
    void dataThatAreGone() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        IdxBytes.writeFolder(data);
        Path run = folder.resolve("run");
        lines.succeed(
                "train", "--model", "fashion-cnn", "--data", data.toString(), "--epochs", "1", "--out", run.toString());
        Path moved = Files.move(data, folder.resolve("moved"));

        lines.refuse(
                "There is no folder " + data
                        + ": `apt-get install dataset-fashion-mnist` brings Fashion-MNIST, then use"
                        + " `--data /usr/share/datasets/fashion-mnist`.",
                "resume",
                run.toString(),
                "--epochs",
                "2");
        lines.succeed("resume", run.toString(), "--epochs", "2", "--data", moved.toString());
        lines.succeed("evaluate", run.toString());
    }

    @Test
    void dataThatAreFewer() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        Path few = Files.createDirectory(folder.resolve("few"));
        for (Path data : List.of(many, few)) {
            IdxBytes.writeFolder(data);
        }
        Files.write(few.resolve("train-images-idx3-ubyte"), IdxBytes.of(IdxBytes.IMAGES, 3 * 16, 3, 4, 4));
        Files.write(few.resolve("train-labels-idx1-ubyte"), IdxBytes.of(IdxBytes.LABELS, 3, 3));
        Path run = folder.resolve("run");
        Program program = ModelName.FASHION_CNN.load(many);
        Task task = program.task(new Settings(Policy.of("mixed_float16"), 2, 1, 0));
        Checkpoints checkpoints = Checkpoints.in(run.resolve("checkpoints"))
                .with("model", "fashion-cnn")
                .with("policy", "mixed_float16")
                .with("epochs", "2")
                .with("batch size", "1")
                .with("seed", "0");
        TrainingListener stopAfterSeven = new TrainingListener() {
            @Override
            public void onTrainingBatch(TrainingRun training, StepResult result) {
                if (training.position().batch() == 7) {
                    training.stop();
                }
            }
        };
        task.trainer(new RunHistory("run")).fit(task.training(), 2, stopAfterSeven, checkpoints);

        lines.refuse(
                "These are not the data of the run, which had seen 7 batches of its epoch: there are 3 in 9 images of 4x4"
                        + " pixels in " + few + "; 3 to learn from, 6 held out for the test.",
                "resume",
                run.toString(),
                "--data",
                few.toString());
        lines.succeed("resume", run.toString(), "--data", many.toString());
    }

    private static Path newest(Path run) {
        return Checkpoints.in(run.resolve("checkpoints")).newest().orElseThrow();
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static long lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same checkpoint, byte for byte, and the same figures, but for the time that steps took. */
    private static void assertSameBits(Path one, Path other) throws IOException {
        assertThat(newest(one))
                .hasFileName(newest(other).getFileName().toString())
                .hasSameBinaryContentAs(newest(other));
        RunHistory first = CsvLog.read(one, "run");
        RunHistory second = CsvLog.read(other, "run");
        assertThat(withoutTimes(first)).isEqualTo(withoutTimes(second));
        assertThat(first.epochs()).isEqualTo(second.epochs());
    }

    private static List<StepRecord> withoutTimes(RunHistory history) {
        return history.steps().stream().map(step -> step.withNanos(0)).toList();
    }
}
