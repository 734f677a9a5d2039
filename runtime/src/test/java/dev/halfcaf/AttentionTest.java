package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Dtype[] FLOATING = {Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64};

    private static Tensor random(int seed, int rows, int columns, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> random.nextDouble(-2, 2));
        return Tensor.of(values, Shape.of(rows, columns), dtype);
    }

    @Test
    void isTheFormulaWithinTheRoundingOfItsThreeOps() {
        for (Dtype dtype : FLOATING) {
            Tensor q = random(1, 5, 4, dtype);
            Tensor k = random(2, 5, 4, dtype);
            Tensor v = random(3, 5, 3, dtype);
            double[] causal = attention(q.toDoubleArray(), k.toDoubleArray(), v.toDoubleArray());
            // Scores are below 8, so their rounding changes weights by at most 8 eps; values are below 2.
            assertThat(Attention.scaledDotProduct(q, k, v, Attention.causalMask(5))
                            .toDoubleArray())
                    .containsExactly(causal, within(24 * dtype.epsilon()));
        }
    }

    /** Causal, of 5 positions with 4 features and 3 values. */
    private static double[] attention(double[] q, double[] k, double[] v) {
        double[] result = new double[5 * 3];
        for (int i = 0; i < 5; i++) {
            double[] weights = new double[5];
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                double score = 0;
                for (int d = 0; d < 4; d++) {
                    score += q[i * 4 + d] * k[j * 4 + d];
                }
                weights[j] = Math.exp(score / 2);
                sum += weights[j];
            }
            for (int j = 0; j <= i; j++) {
                for (int e = 0; e < 3; e++) {
                    result[i * 3 + e] += weights[j] / sum * v[j * 3 + e];
                }
            }
        }
        return result;
    }

    @Test
    void whatIsMaskedHasNoWeightInAnyDtype() {
        for (Dtype dtype : FLOATING) {
            Tensor zeros = Tensor.zeros(Shape.of(1, 2, 2), dtype);
            Tensor values = Tensor.of(new double[] {1, 1000}, Shape.of(1, 2, 1), dtype);
            Tensor mask = Attention.paddingMask(Tensor.of(new int[] {1}, Shape.of(1)), 2);
            assertThat(Attention.scaledDotProduct(zeros, zeros, values, mask).toDoubleArray())
                    .containsExactly(1, 1);
        }
    }

    @Test
    void aQueryThatMayLookAtNothingGetsTheMean() {
        Tensor zeros = Tensor.zeros(Shape.of(1, 1, 2), Dtype.FLOAT16);
        Tensor values = Tensor.of(new double[] {1}, Shape.of(1, 1, 1), Dtype.FLOAT16);
        Tensor nothing = Attention.paddingMask(Tensor.of(new long[] {0}, Shape.of(1)), 1);
        assertThat(Attention.scaledDotProduct(zeros, zeros, values, nothing).toDoubleArray())
                .containsExactly(1);
    }

    @Test
    void masks() {
        assertThat(Attention.causalMask(3).toBooleanArray())
                .containsExactly(true, false, false, true, true, false, true, true, true);
        Tensor lengths = Tensor.of(new int[] {2, 0}, Shape.of(2));
        assertThat(Attention.paddingMask(lengths, 3).shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(Attention.paddingMask(lengths, 3).toBooleanArray())
                .containsExactly(true, true, false, false, false, false);
    }
}
