package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes in the middle of saving. */
class KilledWriterTest {
    private static final int KILLS = 30;

    @TempDir
    private Path folder;

    /** What the processes complain of. */
    @TempDir
    private Path errors;

    @Test
    void aKillAtAnyMomentLeavesTheOldOrTheNewCheckpoint() throws IOException, InterruptedException {
        Path file = folder.resolve("run.safetensors");
        Random random = new Random(1);
        long next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            next = writeAndKill(file, next, random) + 1;
        }

        Checkpoint.of(new KilledWriter.Step(new KilledWriter.Wide())).save(file);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("what is left after the next save").containsExactly(file);
        }
    }

    /** The number of the checkpoint that the killed process left. */
    private long writeAndKill(Path file, long first, Random random) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Long.toString(first)))
                .redirectError(errors.resolve("stderr").toFile())
                .start();
        long told = 0;
        try (BufferedReader out = process.inputReader()) {
            // A few whole saves, then a moment in one of the next.
            for (int saves = 1 + random.nextInt(2); saves > 0; saves--) {
                String line = out.readLine();
                assertThat(line)
                        .as(() -> "The process wrote nothing but " + complaints())
                        .isNotNull();
                told = Long.parseLong(line);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
            // The handle's kill leaves the stream open, in which its last words are.
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = Long.parseLong(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        // The last that it told of, or one that was in place before it could.
        long number = requireWhole(file);
        assertThat(number).isBetween(told, told + 1);
        return number;
    }

    private static long requireWhole(Path file) {
        Checkpoint read = Checkpoint.read(file);
        long number = read.number("number");
        KilledWriter.Wide layer = new KilledWriter.Wide();
        KilledWriter.Step step = new KilledWriter.Step(layer);
        read.restore(step);
        Tensor values = layer.values.value();
        assertThat(values.shape()).isEqualTo(Shape.of(KilledWriter.ELEMENTS));
        assertThat(values.min().item()).isEqualTo(number);
        assertThat(values.max().item()).isEqualTo(number);
        return number;
    }

    private String complaints() {
        try {
            return Files.readString(errors.resolve("stderr"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
