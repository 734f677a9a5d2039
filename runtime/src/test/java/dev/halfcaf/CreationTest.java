package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors from arrays, constants and random numbers. */
final class CreationTest {
    @Test
    void javaArraysHaveTheirDtype() {
        Shape two = Shape.of(2);
        assertThat(Tensor.of(new float[2], two).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Tensor.of(new double[2], two).dtype()).isEqualTo(Dtype.FLOAT64);
        assertThat(Tensor.of(new int[2], two).dtype()).isEqualTo(Dtype.INT32);
        assertThat(Tensor.of(new long[2], two).dtype()).isEqualTo(Dtype.INT64);
        assertThat(Tensor.of(new boolean[2], two).dtype()).isEqualTo(Dtype.BOOL);
        assertThat(Tensor.ofFloat16Bits(new short[2], two).dtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(Tensor.ofBFloat16Bits(new short[2], two).dtype()).isEqualTo(Dtype.BFLOAT16);
    }

    @Test
    void theDefaultDtypeIsFloat32AndThatOfRangesInt32() {
        Shape two = Shape.of(2);
        assertThat(Tensor.zeros(two).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Tensor.ones(two).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Tensor.randomNormal(two).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Tensor.randomUniform(two).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Tensor.arange(2).dtype()).isEqualTo(Dtype.INT32);
    }

    @Test
    void anArrayIsCopied() {
        float[] values = {1, 2};
        Tensor x = Tensor.of(values, Shape.of(2));
        values[0] = 9;
        assertThat(x.toFloatArray()).containsExactly(1, 2);
        x.toFloatArray()[1] = 9;
        assertThat(x.toFloatArray()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void constantsAreRoundedToTheDtype(Dtype dtype) {
        Shape shape = Shape.of(2);
        assertThat(Tensor.full(shape, 2.3, dtype).toDoubleArray()).containsOnly(dtype.round(2.3));
        assertThat(Tensor.of(new double[] {2.3, 0}, shape, dtype).toDoubleArray())
                .containsExactly(dtype.round(2.3), 0);
        assertThat(Tensor.scalar(1, dtype).item()).isEqualTo(1);
        assertThat(Tensor.scalar(1, dtype).shape()).isEqualTo(Shape.scalar());
        assertThat(Tensor.zeros(shape, dtype).toDoubleArray()).containsOnly(0);
        assertThat(Tensor.ones(shape, dtype).toDoubleArray()).containsOnly(1);
    }

    @Test
    void rangesStopBeforeTheirEnd() {
        assertThat(Tensor.arange(4).toIntArray()).containsExactly(0, 1, 2, 3);
        assertThat(Tensor.arange(-1).toIntArray()).isEmpty();
        assertThat(Tensor.arange(1, 2, 0.25, Dtype.FLOAT16).toDoubleArray()).containsExactly(1, 1.25, 1.5, 1.75);
        assertThat(Tensor.arange(3, 0, -2, Dtype.INT64).toLongArray()).containsExactly(3, 1);
        assertThat(Tensor.arange(0, 1, -1, Dtype.FLOAT32).size()).isZero();
    }

    @Test
    void randomTensorsFollowTheirGenerator() {
        Shape shape = Shape.of(100, 100);
        Tensor normal = Tensor.randomNormal(shape, Dtype.FLOAT64, new SplittableRandom(1));
        Tensor uniform = Tensor.randomUniform(shape, Dtype.FLOAT64, new SplittableRandom(1));

        assertThat(normal.mean().item()).isCloseTo(0, within(0.05));
        assertThat(normal.square().mean().item()).isCloseTo(1, within(0.05));
        assertThat(uniform.mean().item()).isCloseTo(0.5, within(0.02));
        assertThat(DoubleStream.of(uniform.toDoubleArray())).allMatch(u -> u >= 0 && u < 1);
        assertThat(Tensor.randomNormal(shape, Dtype.FLOAT16, new SplittableRandom(1))
                        .toDoubleArray())
                .isEqualTo(normal.cast(Dtype.FLOAT16).toDoubleArray());
    }

    @Test
    void randomTensorsWithoutAGeneratorDiffer() {
        Shape shape = Shape.of(4);
        assertThat(Tensor.randomNormal(shape).toFloatArray())
                .isNotEqualTo(Tensor.randomNormal(shape).toFloatArray());
        assertThat(Tensor.randomUniform(shape).toFloatArray())
                .isNotEqualTo(Tensor.randomUniform(shape).toFloatArray());
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Tensor.of(new float[5], Shape.of(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of: shape (2, 3) needs 6 values; there are 5.");
        assertThatThrownBy(() -> Tensor.arange(0, 1, 0, Dtype.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("arange: from 0.0 to 1.0 in steps of 0.0 is no range of at most 2147483647 elements.");
        assertThatThrownBy(() -> Tensor.arange(0, 1e10, 1, Dtype.INT64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.arange(0, Double.NaN, 1, Dtype.INT64))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.arange(0, 1, 1, Dtype.BOOL))
                .isInstanceOf(DtypeMismatchException.class)
                .hasMessage(
                        "[DtypeMismatch] arange: the dtype is bool, but must be that of a number. Fix: take another,"
                                + " for example Dtype.INT32.");
        assertThatThrownBy(() -> Tensor.randomNormal(Shape.of(2), Dtype.INT32))
                .isInstanceOf(DtypeMismatchException.class)
                .hasMessage(
                        "[DtypeMismatch] randomNormal: the dtype is int32, but must be floating. Fix: cast the result,"
                                + " for example Tensor.randomNormal(...).cast(Dtype.INT32).");
    }
}
