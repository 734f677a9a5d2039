package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Tensor;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.TrainState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens to the bytes of a file, reading it gives the right bits or one clear exception, and never half of it. */
class DamagedFileTest {
    private static Path folder = Path.of(".");
    private static byte[] checkpoint = {};
    private static byte[] weights = {};

    @BeforeContainer
    static void write() throws IOException {
        folder = Files.createTempDirectory("damaged");
        Path file = folder.resolve("whole");
        NoisyModel model = NoisyModel.initialized("mixed_float16", 1);
        Checkpoint.of(step(model)).with("epoch", 3).save(file);
        checkpoint = Files.readAllBytes(file);
        Weights.save(file, model);
        weights = Files.readAllBytes(file);
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.deleteIfExists(folder.resolve("whole"));
        Files.deleteIfExists(folder.resolve("damaged"));
        Files.deleteIfExists(folder);
    }

    private static NoisyModel.Scaled step(NoisyModel model) {
        return new NoisyModel.Scaled(model, Adam.withLearningRate(0.1), LossScale.dynamic());
    }

    /** One change of a file: bytes replaced, or cut out, or put in. */
    private record Damage(double place, int cut, byte[] put) {
        byte[] to(byte[] bytes) {
            int at = (int) (place * bytes.length);
            int rest = Math.min(bytes.length, at + cut);
            byte[] damaged = Arrays.copyOf(bytes, at + put.length + bytes.length - rest);
            System.arraycopy(put, 0, damaged, at, put.length);
            System.arraycopy(bytes, rest, damaged, at + put.length, bytes.length - rest);
            return damaged;
        }

        @Override
        public String toString() {
            return "at " + place + ", " + cut + " bytes replaced by " + Arrays.toString(put);
        }
    }

    @Provide
    Arbitrary<Damage> damage() {
        // The header is a small part of the file, and the more interesting one.
        Arbitrary<Double> anywhere = Arbitraries.doubles().between(0, true, 1, false);
        Arbitrary<Double> inFront = Arbitraries.doubles().between(0, true, 0.2, false);
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(4);
        Arbitrary<byte[]> text = Arbitraries.of("{", "}", "[", "]", "\"", ",", ":", "0", "9", "\\", " ", "\"\":{},")
                .map(String::getBytes);
        Arbitrary<Damage> replaced = Combinators.combine(
                        Arbitraries.oneOf(anywhere, inFront),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.oneOf(bytes, text))
                .as(Damage::new);
        Arbitrary<Damage> truncated = anywhere.map(place -> new Damage(place, Integer.MAX_VALUE / 2, new byte[0]));
        return Arbitraries.frequencyOf(Tuple.of(6, replaced), Tuple.of(1, truncated));
    }

    private static Path damaged(byte[] bytes, List<Damage> damages) {
        byte[] changed = bytes;
        for (Damage damage : damages) {
            changed = damage.to(changed);
        }
        try {
            return Files.write(folder.resolve("damaged"), changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return damage().list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 1500)
    void ofACheckpoint(@ForAll("damages") List<Damage> damages) {
        NoisyModel model = NoisyModel.initialized("mixed_float16", 2);
        NoisyModel.Scaled step = step(model);
        TrainState before = step.state();
        Path file = damaged(checkpoint, damages);
        try {
            Checkpoint read = Checkpoint.read(file);
            read.restore(step);
            NoisyModel.Scaled whole = step(NoisyModel.initialized("mixed_float16", 1));
            CheckpointTest.assertSameState(step.state(), whole.state());
            assertThat(read.extras()).isEqualTo(Map.of("epoch", "3"));
        } catch (CheckpointException e) {
            assertOneSentence(e, file);
            CheckpointTest.assertSameState(step.state(), before);
        }
    }

    /** Weights need no checksum; one place that is damaged cannot take it away and change something else. */
    @Property(tries = 1000)
    void ofWeights(@ForAll("damage") Damage damage) {
        NoisyModel model = NoisyModel.initialized("mixed_float16", 2);
        Map<String, Tensor> before = WeightsTest.values(model);
        Path file = damaged(weights, List.of(damage));
        try {
            Weights.load(file, model);
            SafetensorsTest.assertSameBits(
                    WeightsTest.values(model), WeightsTest.values(NoisyModel.initialized("mixed_float16", 1)));
        } catch (CheckpointException e) {
            assertOneSentence(e, file);
            SafetensorsTest.assertSameBits(WeightsTest.values(model), before);
        }
    }

    private static void assertOneSentence(CheckpointException e, Path file) {
        assertThat(e.getMessage()).startsWith(file + ": ").endsWith(".");
    }
}
