package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    /** The first values for seed 1234567 that the reference implementation of SplitMix64 (Vigna, 2015) gives. */
    @Test
    void itIsSplitMix64() {
        SeededRandom random = new SeededRandom(1234567);

        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void itGoesOnFromItsState() {
        SeededRandom random = new SeededRandom(5);
        random.nextGaussian();
        SeededRandom resumed = new SeededRandom(random.state());

        assertThat(resumed.nextGaussian()).isEqualTo(random.nextGaussian());
    }

    @Test
    void gaussiansAreNormal() {
        SeededRandom random = new SeededRandom(1);
        double[] values =
                DoubleStream.generate(random::nextGaussian).limit(100_000).toArray();

        assertThat(DoubleStream.of(values).average().orElseThrow()).isBetween(-0.01, 0.01);
        assertThat(DoubleStream.of(values).map(v -> v * v).average().orElseThrow())
                .isBetween(0.98, 1.02);
        assertThat(DoubleStream.of(values).filter(v -> Math.abs(v) < 1).count()).isBetween(67_700L, 68_900L);
    }

    @Test
    void eachNameHasItsOwnNumbers() {
        assertThat(SeededRandom.named(0, "a/kernel").nextLong())
                .isNotEqualTo(SeededRandom.named(0, "b/kernel").nextLong())
                .isNotEqualTo(SeededRandom.named(1, "a/kernel").nextLong())
                .isEqualTo(SeededRandom.named(0, "a/kernel").nextLong());
    }
}
