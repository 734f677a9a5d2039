package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Normalizations against their formulas in float64. */
class NormalizationTest {
    private static final int ROWS = 40;
    private static final int COLUMNS = 33;
    private static final double EPSILON = 1e-3;

    /** Numbers whose squares are beyond float16's range, and whose mean is far from 0. */
    private static final Tensor LARGE = random(300, 400);

    private static Tensor random(double mean, double spread) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[ROWS * COLUMNS];
        Arrays.setAll(values, i -> mean + spread * random.nextDouble(-1, 1));
        return Tensor.of(values, Shape.of(ROWS, COLUMNS));
    }

    private static Tensor scale() {
        return Tensor.arange(0, COLUMNS, 1, Dtype.FLOAT32).div(16).add(0.3);
    }

    private static Tensor offset() {
        return Tensor.arange(0, COLUMNS, 1, Dtype.FLOAT32).div(-8).add(0.7);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void isRoundedOnceWithScaleAndOffsetInFloat32(Dtype dtype) {
        Tensor x = LARGE.cast(dtype);
        check(x, Normalization.layerNorm(x, scale(), offset(), EPSILON), true);
        check(x, Normalization.batchNorm(x, scale(), offset(), EPSILON), false);
    }

    private static void check(Tensor x, Tensor actual, boolean byRows) {
        assertThat(actual.dtype()).isEqualTo(x.dtype());
        double[] exact = normalized(x.toDoubleArray(), byRows);
        double[] y = actual.toDoubleArray();
        for (int i = 0; i < y.length; i++) {
            // Half an ulp of the dtype, and what mean and variance in float32 do at numbers of that size.
            double bound = x.dtype().epsilon() / 2 * Math.abs(exact[i]) + 1e-5;
            if (x.dtype() == Dtype.FLOAT64) {
                bound = 1e-12;
            }
            assertThat(y[i]).isCloseTo(exact[i], within(bound));
        }
    }

    private static double[] normalized(double[] x, boolean byRows) {
        double[] scale = scale().toDoubleArray();
        double[] offset = offset().toDoubleArray();
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int row = i / COLUMNS;
            int column = i % COLUMNS;
            double[] group = new double[byRows ? COLUMNS : ROWS];
            Arrays.setAll(group, k -> byRows ? x[row * COLUMNS + k] : x[k * COLUMNS + column]);
            double mean = Arrays.stream(group).average().orElseThrow();
            double variance = Arrays.stream(group)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            result[i] = (x[i] - mean) / Math.sqrt(variance + EPSILON) * scale[column] + offset[column];
        }
        return result;
    }

    @Test
    void momentsOfHalfNumbersAreFloat32() {
        Tensor x = Tensor.of(new double[] {60000, 1, 50016, 3}, Shape.of(2, 1, 2), Dtype.FLOAT16);
        Tensor moments = Normalization.moments(x);
        assertThat(moments.dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(moments.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(moments.toDoubleArray()).containsExactly(55008, 2, 4992 * 4992, 1);
    }

    @Test
    void normalizingByTheMomentsOfTheBatchIsBatchNorm() {
        Tensor moments = Normalization.moments(LARGE);
        Tensor mean = moments.slice(0, 0, 1).reshape(COLUMNS);
        Tensor variance = moments.slice(0, 1, 2).reshape(COLUMNS);
        assertThat(Normalization.normalize(
                                LARGE, mean.cast(Dtype.FLOAT64), variance.cast(Dtype.FLOAT64), scale(), offset(), 1e-5)
                        .toDoubleArray())
                .containsExactly(
                        Normalization.batchNorm(LARGE, scale(), offset(), 1e-5).toDoubleArray(), within(1e-9));
    }
}
