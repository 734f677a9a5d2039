package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertSameNumbers;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.computed;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "3,5,7", "8,16,4", "2,1,130", "131,259,2", "5,3,129", "0,4,3", "4,0,3", "4,3,0"})
    void everyTransposeAndDtype(int m, int n, int k) {
        for (Dtype[] dtypes : floatingCombinations(3)) {
            for (boolean transposeA : new boolean[] {false, true}) {
                for (boolean transposeB : new boolean[] {false, true}) {
                    Shape a = transposeA ? Shape.of(k, m) : Shape.of(m, k);
                    Shape b = transposeB ? Shape.of(n, k) : Shape.of(k, n);
                    check(dtypes, a, transposeA, b, transposeB, Shape.of(m, n));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'3',     '3'",
        "'3',     ''",
        "'',      '3'",
        "'2 3',   '3'",
        "'2 1',   '3'",
        "'2 1 3', '4 1'",
        "'1 1',   ''",
        "'0',     '0'",
        "'0',     '1'",
        "'2 0',   ''"
    })
    void everyBroadcastOfTheBatch(String aBatch, String bBatch) {
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.FLOAT32, Dtype.FLOAT64}) {
            for (boolean transposeA : new boolean[] {false, true}) {
                for (boolean transposeB : new boolean[] {false, true}) {
                    Shape a = shape(aBatch, transposeA ? 4 : 3, transposeA ? 3 : 4);
                    Shape b = shape(bBatch, transposeB ? 5 : 4, transposeB ? 4 : 5);
                    Shape batch = shape(aBatch, 1, 1).broadcast(shape(bBatch, 1, 1));
                    Shape out = batch.with(-2, 3).with(-1, 5);
                    check(new Dtype[] {dtype, dtype, dtype}, a, transposeA, b, transposeB, out);
                }
            }
        }
    }

    private static Shape shape(String batch, int rows, int columns) {
        IntStream sizes =
                Arrays.stream(batch.split(" ")).filter(size -> !size.isEmpty()).mapToInt(Integer::parseInt);
        return Shape.of(IntStream.concat(sizes, IntStream.of(rows, columns)).toArray());
    }

    private static void check(
            Dtype[] dtypes, Shape aShape, boolean transposeA, Shape bShape, boolean transposeB, Shape outShape) {
        NdArray a = random(dtypes[0], aShape, 1);
        NdArray b = random(dtypes[1], bShape, 2);
        NdArray out = empty(dtypes[2], outShape);

        DEVICE.matmul(a, transposeA, b, transposeB, out);

        double[] x = values(a);
        double[] y = values(b);
        double[] z = values(out);
        int m = outShape.size(-2);
        int n = outShape.size(-1);
        int k = aShape.size(transposeA ? -2 : -1);
        for (int at = 0; at < z.length; at++) {
            int i = at / n % m;
            int j = at % n;
            int aFirst = batchOffset(at / n / m, aShape, outShape);
            int bFirst = batchOffset(at / n / m, bShape, outShape);
            double exact = 0;
            double magnitude = 0;
            for (int p = 0; p < k; p++) {
                double left = x[aFirst + (transposeA ? p * m + i : i * k + p)];
                double right = y[bFirst + (transposeB ? j * k + p : p * n + j)];
                exact += left * right;
                magnitude += Math.abs(left * right);
            }
            // k products and k sums rounded to the accumulator, in order (Higham, 2002, §3.1), then to the result's
            // dtype.
            double bound = (k + 1) * computed(dtypes).epsilon() / 2 * magnitude
                    + 0.5 * ulp(dtypes[2], exact) * (1 + dtypes[2].epsilon());
            assertWithin(bound, z[at], exact, dtypes[2], List.of(dtypes), aShape, bShape);
        }
    }

    private static int batchOffset(int batch, Shape operand, Shape out) {
        int offset = 0;
        int stride = operand.size(-1) * operand.size(-2);
        int rest = batch;
        for (int fromEnd = 3; fromEnd <= out.rank(); fromEnd++) {
            int coordinate = rest % out.size(-fromEnd);
            rest /= out.size(-fromEnd);
            if (fromEnd <= operand.rank()) {
                offset += operand.size(-fromEnd) == 1 ? 0 : coordinate * stride;
                stride *= operand.size(-fromEnd);
            }
        }
        return offset;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,5,7", "5,1500,3", "131,259,2", "0,4,3", "4,0,3", "4,3,0"})
    void biasAndActivationComeBeforeTheOneRounding(int m, int n, int k) {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            NdArray a = random(dtypes[0], Shape.of(m, k), 1);
            NdArray b = random(dtypes[0], Shape.of(k, n), 2);
            NdArray bias = random(dtypes[1], Shape.of(n), 3);
            Dtype wide = computed(dtypes);
            NdArray product = empty(wide, Shape.of(m, n));
            DEVICE.matmul(a, false, b, false, product);
            NdArray sum = empty(wide, Shape.of(m, n));
            DEVICE.binary(BinaryOp.ADD, product, bias, sum);
            NdArray value = empty(wide, Shape.of(m, n));
            DEVICE.unary(UnaryOp.TANH, sum, value);
            for (Dtype dtype : dtypes) {
                check(a, b, bias, null, sum, dtype);
                check(a, b, bias, UnaryOp.TANH, value, dtype);
            }
        }
    }

    private static void check(
            NdArray a, NdArray b, NdArray bias, @Nullable UnaryOp activation, NdArray exact, Dtype dtype) {
        NdArray expected = empty(dtype, exact.shape());
        DEVICE.cast(exact, expected);
        NdArray out = empty(dtype, exact.shape());
        DEVICE.matmul(a, false, b, false, bias, activation, out);
        assertSameNumbers(out, expected);
    }

    @Test
    void anActivationNeedsNoBias() {
        NdArray a = array(Dtype.FLOAT32, Shape.of(2, 1), -1, 2);
        NdArray b = array(Dtype.FLOAT32, Shape.of(1, 1), 3);
        NdArray out = empty(Dtype.FLOAT32, Shape.of(2, 1));
        DEVICE.matmul(a, false, b, false, null, UnaryOp.RELU, out);
        assertThat(values(out)).containsExactly(0, 6);
    }

    @Test
    void halfProductsAccumulateInFloat32() {
        // In float16 itself the sum would stall at 2048.
        int k = 4000;
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.BFLOAT16}) {
            NdArray a = array(dtype, Shape.of(1, k), i -> 1);
            NdArray b = array(dtype, Shape.of(k, 1), i -> 1);
            NdArray out = empty(Dtype.FLOAT32, Shape.of(1, 1));
            DEVICE.matmul(a, false, b, false, out);
            assertThat(values(out)[0]).isEqualTo(k);
        }
    }

    @Test
    void whatIsNotFiniteShows() {
        NdArray a = array(Dtype.FLOAT16, Shape.of(3, 2), 1, Double.NaN, Double.POSITIVE_INFINITY, 1, 65504, 65504);
        NdArray b = array(Dtype.FLOAT16, Shape.of(2, 1), 1, 1);
        NdArray out = empty(Dtype.FLOAT16, Shape.of(3, 1));
        DEVICE.matmul(a, false, b, false, out);
        assertThat(values(out)).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void zeroTimesInfinityIsNotSkipped() {
        NdArray a = array(Dtype.FLOAT32, Shape.of(1, 1), 0);
        NdArray b = array(Dtype.FLOAT32, Shape.of(1, 1), Double.POSITIVE_INFINITY);
        NdArray out = empty(Dtype.FLOAT32, Shape.of(1, 1));
        DEVICE.matmul(a, false, b, false, out);
        assertThat(values(out)[0]).isNaN();
    }

    @Test
    void integersAreRefused() {
        NdArray a = random(Dtype.INT32, Shape.of(2, 2), 1);
        assertThatThrownBy(() -> DEVICE.matmul(a, false, a, false, empty(Dtype.INT32, Shape.of(2, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Matrix products of int32 are not defined.");
    }
}
