package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int MANY = 100_000;

    @Test
    void keepsTheExpectedValueAndDropsItsShare() {
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64}) {
            Tensor y = Tensor.ones(Shape.of(MANY), dtype).dropout(0.3, new SeededRandom(1));
            double kept = dtype.round(1 / (1 - 0.3));
            double[] values = y.toDoubleArray();
            assertThat(Arrays.stream(values).distinct().sorted()).containsExactly(0.0, kept);
            // Five standard deviations of a share of MANY draws.
            double share = Arrays.stream(values).filter(value -> value == 0).count() / (double) MANY;
            assertThat(share).isCloseTo(0.3, within(5 * Math.sqrt(0.3 * 0.7 / MANY)));
        }
    }

    @Test
    void isTheSameForTheSameStateOfTheGeneratorInEveryDtype() {
        Tensor x = Tensor.ones(Shape.of(50, 3));
        double[] first = x.dropout(0.5, new SeededRandom(8)).toDoubleArray();
        assertThat(x.cast(Dtype.FLOAT16).dropout(0.5, new SeededRandom(8)).toDoubleArray())
                .containsExactly(first);
        assertThat(x.dropout(0.5, new SeededRandom(9)).toDoubleArray()).isNotEqualTo(first);
        SeededRandom random = new SeededRandom(8);
        x.dropout(0.5, random);
        assertThat(x.dropout(0.5, random).toDoubleArray()).isNotEqualTo(first);
    }

    @Test
    void drawsOneNumberWhateverTheSize() {
        SeededRandom random = new SeededRandom(8);
        Tensor.ones(Shape.of(1000)).dropout(0.5, random);
        SeededRandom once = new SeededRandom(8);
        once.nextLong();
        assertThat(random.state()).isEqualTo(once.state());
    }

    @Test
    void dropsInfinityToZeroNotToNaN() {
        double[] values = Tensor.full(Shape.of(64), Double.POSITIVE_INFINITY, Dtype.FLOAT32)
                .dropout(0.5, new SeededRandom(1))
                .toDoubleArray();
        assertThat(Arrays.stream(values).distinct().sorted()).containsExactly(0.0, Double.POSITIVE_INFINITY);
    }
}
