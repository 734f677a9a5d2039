package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each op computes, by examples that can be checked by hand. */
final class TensorTest {
    private static final Tensor MATRIX = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));

    private static Tensor vector(float... values) {
        return Tensor.of(values, Shape.of(values.length));
    }

    private static void assertIs(Tensor actual, Shape shape, double... values) {
        assertThat(actual.shape()).isEqualTo(shape);
        assertThat(actual.toDoubleArray()).containsExactly(values);
    }

    static Stream<Dtype> numbers() {
        return Stream.of(Dtype.values()).filter(dtype -> dtype != Dtype.BOOL);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void arithmeticKeepsTheDtype(Dtype dtype) {
        Tensor a = Tensor.of(new double[] {7, -6, 3}, Shape.of(3), dtype);
        Tensor b = Tensor.of(new double[] {2, 3, -3}, Shape.of(3), dtype);
        assertIs(a.add(b), Shape.of(3), 9, -3, 0);
        assertIs(a.sub(b), Shape.of(3), 5, -9, 6);
        assertIs(a.mul(b), Shape.of(3), 14, -18, -9);
        assertIs(a.div(b), Shape.of(3), dtype.isIntegral() ? 3 : 3.5, -2, -1);
        assertIs(a.maximum(b), Shape.of(3), 7, 3, 3);
        assertIs(a.minimum(b), Shape.of(3), 2, -6, -3);
        assertIs(a.neg(), Shape.of(3), -7, 6, -3);
        assertIs(a.abs(), Shape.of(3), 7, 6, 3);
        assertIs(a.square(), Shape.of(3), 49, 36, 9);
        assertIs(a.clip(-2, 5), Shape.of(3), 5, -2, 3);
        assertIs(a.sum(), Shape.scalar(), 4);
        assertIs(a.prod(), Shape.scalar(), -126);
        assertIs(a.max(), Shape.scalar(), 7);
        assertIs(a.min(), Shape.scalar(), -6);
        assertIs(a.add(1).sub(2).mul(3).div(3), Shape.of(3), 6, -7, 2);
        assertThat(Stream.of(a.add(b), a.div(b), a.neg(), a.clip(0, 1), a.sum(), a.max(), a.add(1), a.reshape(3, 1))
                        .map(Tensor::dtype))
                .containsOnly(dtype);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dtype.class,
            names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void functionsKeepTheDtype(Dtype dtype) {
        Tensor x = Tensor.of(new double[] {0, 1, 4}, Shape.of(3), dtype);
        assertIs(x.sqrt(), Shape.of(3), 0, 1, 2);
        assertIs(x.pow(2), Shape.of(3), 0, 1, 16);
        assertIs(x.relu(), Shape.of(3), 0, 1, 4);
        assertIs(x.sub(1).relu(), Shape.of(3), 0, 0, 3);
        assertIs(x.mean(), Shape.scalar(), dtype.round(5 / 3.0));
        assertThat(x.exp().toDoubleArray())
                .containsExactly(
                        new double[] {1, dtype.round(Math.E), dtype.round(Math.exp(4))}, within(64 * Math.ulp(1.0)));
        assertIs(x.slice(0, 1, 2).log(), Shape.of(1), 0);
        assertIs(x.slice(0, 0, 1).tanh(), Shape.of(1), 0);
        assertIs(x.slice(0, 0, 1).sigmoid(), Shape.of(1), 0.5);
        assertIs(x.slice(0, 0, 1).softmax(0), Shape.of(1), 1);
        assertIs(x.slice(0, 0, 1).logSoftmax(0), Shape.of(1), 0);
        assertThat(Stream.of(x.sqrt(), x.pow(2), x.mean(), x.exp(), x.softmax(0), x.logSoftmax(0))
                        .map(Tensor::dtype))
                .containsOnly(dtype);
    }

    @Test
    void aHalfResultIsRoundedOnce() {
        // In float16, 2048 + 1 is 2048; rounding the constant first makes 2048 + 1.5 the same.
        Tensor x = Tensor.scalar(2048, Dtype.FLOAT16);
        assertThat(x.add(1).item()).isEqualTo(2048);
        assertThat(x.add(1.5).item()).isEqualTo(2050);
        assertThat(x.mul(0.1).item()).isEqualTo(Dtype.FLOAT16.round(2048 * Dtype.FLOAT16.round(0.1)));
    }

    @Test
    void anExponentIsNotRoundedToHalf() {
        double exponent = 1.0001;
        assertThat(Tensor.scalar(32768, Dtype.FLOAT16).pow(exponent).item())
                .isEqualTo(Dtype.FLOAT16.round(Math.pow(32768, exponent)));
    }

    @Test
    void nanGoesThroughMaximumAndMaxButComparesAsFalse() {
        Tensor x = vector(1, Float.NaN, 3);
        assertIs(x.maximum(vector(2, 2, 2)), Shape.of(3), 2, Double.NaN, 3);
        assertThat(x.max().item()).isNaN();
        assertThat(x.eq(x).toBooleanArray()).containsExactly(true, false, true);
        assertThat(x.ne(x).toBooleanArray()).containsExactly(false, true, false);
        assertIs(x.argmax(0), Shape.scalar(), 1);
    }

    @Test
    void matmulMultipliesMatricesAndBatchesOfThem() {
        Tensor columns = MATRIX.transpose();
        assertIs(MATRIX.matmul(columns), Shape.of(2, 2), 14, 32, 32, 77);
        Tensor batch = Tensor.concat(0, MATRIX, MATRIX.neg()).reshape(2, 2, 3);
        assertIs(batch.matmul(columns), Shape.of(2, 2, 2), 14, 32, 32, 77, -14, -32, -32, -77);
        assertIs(MATRIX.matmul(batch.transpose(0, 2, 1)), Shape.of(2, 2, 2), 14, 32, 32, 77, -14, -32, -32, -77);
        assertIs(Tensor.zeros(Shape.of(2, 0)).matmul(Tensor.zeros(Shape.of(0, 2))), Shape.of(2, 2), 0, 0, 0, 0);
        assertIs(Tensor.zeros(Shape.of(0, 3)).matmul(columns), Shape.of(0, 2));
    }

    @Test
    void operandsBroadcast() {
        assertIs(vector(1, 2).reshape(2, 1).add(vector(10, 20, 30)), Shape.of(2, 3), 11, 21, 31, 12, 22, 32);
        assertIs(Tensor.scalar(1, Dtype.FLOAT32).sub(vector(1, 2)), Shape.of(2), 0, -1);
        assertIs(Tensor.zeros(Shape.of(0, 3)).add(vector(1, 2, 3)), Shape.of(0, 3));
    }

    @Test
    void reductionsTakeAxesFromBothEnds() {
        assertIs(MATRIX.sum(0), Shape.of(3), 5, 7, 9);
        assertIs(MATRIX.sum(-1), Shape.of(2), 6, 15);
        assertIs(MATRIX.sum(1, 0), Shape.scalar(), 21);
        assertIs(MATRIX.sum(new int[] {1}, true), Shape.of(2, 1), 6, 15);
        assertIs(MATRIX.mean(new int[0], true), Shape.of(1, 1), 3.5);
        assertIs(MATRIX.max(0), Shape.of(3), 4, 5, 6);
        assertIs(MATRIX.min(1), Shape.of(2), 1, 4);
        assertIs(MATRIX.prod(0), Shape.of(3), 4, 10, 18);
        assertIs(Tensor.zeros(Shape.of(0, 2)).sum(0), Shape.of(2), 0, 0);
        assertIs(Tensor.zeros(Shape.of(0, 2)).prod(0), Shape.of(2), 1, 1);
        assertIs(Tensor.zeros(Shape.of(0, 2)).max(1), Shape.of(0));
        assertThat(Tensor.zeros(Shape.of(0)).mean().item()).isNaN();
    }

    @Test
    void aHalfSumAccumulatesInFloat32() {
        assertThat(Tensor.ones(Shape.of(5000), Dtype.FLOAT16).sum().item()).isEqualTo(5000);
        assertThat(Tensor.full(Shape.of(4096), 32, Dtype.FLOAT16).mean().item()).isEqualTo(32);
    }

    @Test
    void argmaxGivesTheFirstLargest() {
        Tensor x = Tensor.of(new float[] {1, 3, 3, 5, 2, 5}, Shape.of(2, 3));
        assertIs(x.argmax(1), Shape.of(2), 1, 0);
        assertIs(x.argmax(-2), Shape.of(3), 1, 0, 1);
        assertThat(x.argmax(1).dtype()).isEqualTo(Dtype.INT32);
    }

    @Test
    void softmaxIsStable() {
        assertIs(vector(1000, 1000).softmax(0), Shape.of(2), 0.5, 0.5);
        assertThat(vector(1000, 0).logSoftmax(0).toDoubleArray()).containsExactly(0, -1000);
        assertThat(MATRIX.softmax(1).sum(1).toDoubleArray()).containsExactly(new double[] {1, 1}, within(1e-6));
    }

    @Test
    void comparisonsGiveBool() {
        Tensor a = vector(1, 2, 3);
        Tensor b = vector(2, 2, 2);
        assertThat(a.eq(b).toBooleanArray()).containsExactly(false, true, false);
        assertThat(a.ne(b).toBooleanArray()).containsExactly(true, false, true);
        assertThat(a.lt(b).toBooleanArray()).containsExactly(true, false, false);
        assertThat(a.le(b).toBooleanArray()).containsExactly(true, true, false);
        assertThat(a.gt(b).toBooleanArray()).containsExactly(false, false, true);
        assertThat(a.ge(b).toBooleanArray()).containsExactly(false, true, true);
        assertThat(a.eq(2).toBooleanArray()).isEqualTo(a.eq(b).toBooleanArray());
        assertThat(a.ne(2).toBooleanArray()).isEqualTo(a.ne(b).toBooleanArray());
        assertThat(a.lt(2).toBooleanArray()).isEqualTo(a.lt(b).toBooleanArray());
        assertThat(a.le(2).toBooleanArray()).isEqualTo(a.le(b).toBooleanArray());
        assertThat(a.gt(2).toBooleanArray()).isEqualTo(a.gt(b).toBooleanArray());
        assertThat(a.ge(2).toBooleanArray()).isEqualTo(a.ge(b).toBooleanArray());
        assertThat(Tensor.arange(3).gt(1).toBooleanArray()).containsExactly(false, false, true);
        assertThat(a.eq(b).dtype()).isEqualTo(Dtype.BOOL);
    }

    @Test
    void boolsCombine() {
        Tensor a = Tensor.of(new boolean[] {false, false, true, true}, Shape.of(4));
        Tensor b = Tensor.of(new boolean[] {false, true, false, true}, Shape.of(4));
        assertThat(a.logicalAnd(b).toBooleanArray()).containsExactly(false, false, false, true);
        assertThat(a.logicalOr(b).toBooleanArray()).containsExactly(false, true, true, true);
        assertThat(a.logicalNot().toBooleanArray()).containsExactly(true, true, false, false);
        assertThat(a.eq(b).toBooleanArray()).containsExactly(true, false, false, true);
    }

    @Test
    void whereChooses() {
        Tensor condition = Tensor.of(new boolean[] {true, false}, Shape.of(2, 1));
        assertIs(Tensor.where(condition, vector(1, 2), Tensor.scalar(9, Dtype.FLOAT32)), Shape.of(2, 2), 1, 2, 9, 9);
        assertIs(Tensor.where(condition, Tensor.arange(2), Tensor.arange(2).neg()), Shape.of(2, 2), 0, 1, 0, -1);
    }

    @Test
    void movesKeepTheElements() {
        assertIs(MATRIX.reshape(3, -1), Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        assertIs(MATRIX.reshape(-1), Shape.of(6), 1, 2, 3, 4, 5, 6);
        assertIs(MATRIX.reshape(Shape.of(1, 6)), Shape.of(1, 6), 1, 2, 3, 4, 5, 6);
        assertIs(MATRIX.transpose(), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        assertIs(MATRIX.reshape(1, 2, 3).transpose(2, 0, -2), Shape.of(3, 1, 2), 1, 4, 2, 5, 3, 6);
        assertIs(Tensor.concat(1, MATRIX, MATRIX.slice(1, 0, 1)), Shape.of(2, 4), 1, 2, 3, 1, 4, 5, 6, 4);
        assertIs(Tensor.concat(-2, MATRIX), Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertIs(MATRIX.slice(-1, 1, 3), Shape.of(2, 2), 2, 3, 5, 6);
        assertIs(MATRIX.slice(0, 1, 1), Shape.of(0, 3));
        assertIs(
                MATRIX.gather(Tensor.of(new long[] {1, 0, 1}, Shape.of(3))), Shape.of(3, 3), 4, 5, 6, 1, 2, 3, 4, 5, 6);
        assertIs(MATRIX.gather(Tensor.scalar(1, Dtype.INT32)), Shape.of(3), 4, 5, 6);
        assertIs(vector(7, 8, 9).gather(Tensor.of(new int[] {2, 0}, Shape.of(1, 2))), Shape.of(1, 2), 9, 7);
    }

    @Test
    void castRoundsOnceAndIsNothingWhereTheDtypeIsThere() {
        assertThat(MATRIX.cast(Dtype.FLOAT32)).isSameAs(MATRIX);
        // Between 1 and the next float16: float32 would make a tie of it first, and then round that down.
        double aboveTheTie = 1 + 0x1p-11 + 0x1p-40;
        assertThat(Tensor.scalar(aboveTheTie, Dtype.FLOAT64).cast(Dtype.FLOAT16).item())
                .isEqualTo(1 + 0x1p-10);
        assertIs(vector(2.9f, -2.9f, Float.NaN).cast(Dtype.INT32), Shape.of(3), 2, -2, 0);
        assertThat(vector(0, -0f, 0.1f).cast(Dtype.BOOL).toBooleanArray()).containsExactly(false, false, true);
    }

    @Test
    void detachCopies() {
        Tensor copy = MATRIX.detach();
        assertThat(copy.array().storage()).isNotSameAs(MATRIX.array().storage());
        assertIs(copy, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void tensorsAreReadOut() {
        assertThat(MATRIX.size()).isEqualTo(6);
        assertThat(MATRIX.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Tensor.scalar(0.1, Dtype.FLOAT64).toFloatArray()).containsExactly(0.1f);
        assertThat(Tensor.arange(3).toIntArray()).containsExactly(0, 1, 2);
        assertThat(Tensor.arange(3).toLongArray()).containsExactly(0, 1, 2);
        assertThat(Tensor.of(new long[] {Long.MAX_VALUE}, Shape.of(1)).toLongArray())
                .containsExactly(Long.MAX_VALUE);
        assertThat(Tensor.scalar(1, Dtype.BOOL).item()).isEqualTo(1);
        short[] bits = {0x3C00, (short) 0xFC00, 0x3DCD};
        assertThat(Tensor.ofFloat16Bits(bits, Shape.of(3)).toFloat16Bits()).isEqualTo(bits);
        assertThat(Tensor.ofBFloat16Bits(bits, Shape.of(3)).toBFloat16Bits()).isEqualTo(bits);
        assertThat(Tensor.ofFloat16Bits(bits, Shape.of(3)).toDoubleArray()[1]).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
