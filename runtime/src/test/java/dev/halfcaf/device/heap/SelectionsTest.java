package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertSame;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.NdArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionsTest {
    private static final double[] FLOATING_VALUES = {
        Double.NaN, Double.NEGATIVE_INFINITY, -2, -0.0, 0.0, 0x1p-24, 1, Double.POSITIVE_INFINITY
    };

    @ParameterizedTest
    @EnumSource
    void comparesEveryPairOfValues(Dtype dtype) {
        double[] values = dtype.isFloating() ? FLOATING_VALUES : new double[] {-3, 0, 1, 1, 2};
        int n = values.length;
        NdArray a = array(dtype, Shape.of(n, 1), values);
        NdArray b = array(dtype, Shape.of(n), values);
        for (ComparisonOp op : ComparisonOp.values()) {
            NdArray out = empty(Dtype.BOOL, Shape.of(n, n));

            DEVICE.compare(op, a, b, out);

            boolean[] results = (boolean[]) DEVICE.download(out);
            double[] x = values(a);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertThat(results[i * n + j])
                            .as("%s %s %s", x[i], op, x[j])
                            .isEqualTo(holds(op, x[i], x[j]));
                }
            }
        }
    }

    private static boolean holds(ComparisonOp op, double x, double y) {
        return switch (op) {
            case EQ -> x == y;
            case NE -> x != y;
            case LT -> x < y;
            case LE -> x <= y;
            case GT -> x > y;
            case GE -> x >= y;
        };
    }

    @Test
    void longsAreComparedAsLongs() {
        // As doubles these two would be equal.
        NdArray a = empty(Dtype.INT64, Shape.of(1));
        NdArray b = empty(Dtype.INT64, Shape.of(1));
        DEVICE.upload(new long[] {1L << 60}, a);
        DEVICE.upload(new long[] {(1L << 60) + 1}, b);
        NdArray out = empty(Dtype.BOOL, Shape.of(1));
        DEVICE.compare(ComparisonOp.LT, a, b, out);
        assertThat((boolean[]) DEVICE.download(out)).containsExactly(true);
    }

    @ParameterizedTest
    @EnumSource
    void whereChooses(Dtype dtype) {
        for (int length : new int[] {0, 1, 1024, 2500}) {
            NdArray condition = random(Dtype.BOOL, Shape.of(length), 1);
            NdArray a = random(dtype, Shape.of(length), 2);
            NdArray b = random(dtype, Shape.of(length), 3);
            NdArray out = empty(dtype, Shape.of(length));

            DEVICE.where(condition, a, b, out);

            double[] chosen = values(condition);
            double[] x = values(a);
            double[] y = values(b);
            double[] z = values(out);
            for (int i = 0; i < length; i++) {
                assertThat(z[i]).isEqualTo(chosen[i] == 1 ? x[i] : y[i]);
            }
        }
    }

    @Test
    void whereRoundsOnceWhatItChooses() {
        NdArray condition = array(Dtype.BOOL, Shape.of(4), 1, 0, 1, 0);
        for (Dtype[] dtypes : floatingCombinations(3)) {
            NdArray a = array(dtypes[0], Shape.of(4), 0.1, 0.2, Double.NaN, 1 + 0x1p-11 + 0x1p-40);
            NdArray b = array(dtypes[1], Shape.of(4), 1e30, 1 + 0x1p-11 + 0x1p-40, 0, Double.NEGATIVE_INFINITY);
            NdArray out = empty(dtypes[2], Shape.of(4));

            DEVICE.where(condition, a, b, out);

            double[] z = values(out);
            for (int i = 0; i < 4; i++) {
                double chosen = values(i % 2 == 0 ? a : b)[i];
                assertSame(z[i], dtypes[2].round(chosen), List.of(dtypes));
            }
        }
    }
}
