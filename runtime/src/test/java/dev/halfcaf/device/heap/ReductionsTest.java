package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.FLOATING;
import static dev.halfcaf.device.heap.TestArrays.INTEGRAL;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ReductionsTest {
    private static final List<Shape> SHAPES = List.of(
            Shape.scalar(),
            Shape.of(1),
            Shape.of(9),
            Shape.of(2500),
            Shape.of(3, 5),
            Shape.of(3, 1100),
            Shape.of(1100, 3),
            Shape.of(2, 3, 4),
            Shape.of(1, 3, 1, 4),
            Shape.of(2, 3, 2, 3, 2));

    @ParameterizedTest
    @EnumSource
    void floatingReductionsOverAllSetsOfAxes(ReductionOp op) {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            for (Shape shape : SHAPES) {
                // Products of numbers about 1 stay within range.
                NdArray in = op == ReductionOp.PROD
                        ? array(dtypes[0], shape, i -> 1 + (i * 37 % 11 - 5) * 1e-2)
                        : random(dtypes[0], shape, 5);
                for (int[] axes : setsOfAxes(shape.rank())) {
                    check(op, in, axes, dtypes);
                }
            }
        }
    }

    private static void check(ReductionOp op, NdArray in, int[] axes, Dtype[] dtypes) {
        double[] x = values(in);
        int[] target = targets(in.shape(), axes);
        int results = remaining(in.shape(), axes).elements();
        double[] exact = new double[results];
        double[] magnitude = new double[results];
        int[] count = new int[results];
        Arrays.fill(exact, identity(op));
        for (int i = 0; i < x.length; i++) {
            exact[target[i]] = combine(op, exact[target[i]], x[i]);
            magnitude[target[i]] += Math.abs(x[i]);
            count[target[i]]++;
        }
        NdArray out = empty(dtypes[1], remaining(in.shape(), axes));

        DEVICE.reduce(op, in, axes, out);

        String description = op + " over " + Arrays.toString(axes) + " of " + in.shape();
        double[] y = values(out);
        for (int i = 0; i < results; i++) {
            double mean = op == ReductionOp.MEAN ? exact[i] / count[i] : exact[i];
            double bound = 0.5 * ulp(dtypes[1], mean)
                    + switch (op) {
                        // Accumulated in double: the result is rounded to its dtype, and hardly anything is lost
                        // before.
                        case SUM -> count[i] * 0x1p-52 * magnitude[i];
                        case MEAN -> 2 * 0x1p-52 * magnitude[i];
                        case PROD -> count[i] * 0x1p-52 * Math.abs(mean);
                        case MAX, MIN -> 0;
                    };
            assertWithin(bound, y[i], mean, dtypes[1], description);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MEAN")
    void integerReductionsOverAllSetsOfAxes(ReductionOp op) {
        for (Dtype dtype : INTEGRAL) {
            for (Shape shape : SHAPES) {
                NdArray in = random(dtype, shape, 5);
                for (int[] axes : setsOfAxes(shape.rank())) {
                    double[] x = values(in);
                    int[] target = targets(shape, axes);
                    long[] exact = new long[remaining(shape, axes).elements()];
                    Arrays.fill(exact, (long) identity(op));
                    for (int i = 0; i < x.length; i++) {
                        int to = target[i];
                        exact[to] = switch (op) {
                            case SUM, MEAN -> exact[to] + (long) x[i];
                            case PROD -> exact[to] * (long) x[i];
                            case MAX -> Math.max(exact[to], (long) x[i]);
                            case MIN -> Math.min(exact[to], (long) x[i]);
                        };
                    }
                    NdArray out = empty(dtype, remaining(shape, axes));

                    DEVICE.reduce(op, in, axes, out);

                    for (int i = 0; i < exact.length; i++) {
                        assertThat(values(out)[i]).isEqualTo(dtype == Dtype.INT32 ? (int) exact[i] : (double) exact[i]);
                    }
                }
            }
        }
    }

    @Test
    void sumsInHalfDoNotStall() {
        // Summed in float16 itself this would stop at 2048, in bfloat16 at 256, in float32 at 2^24.
        for (Dtype dtype : FLOATING) {
            NdArray in = array(dtype, Shape.of(50_000), i -> 1);
            NdArray out = empty(dtype, Shape.scalar());
            DEVICE.reduce(ReductionOp.SUM, in, new int[] {0}, out);
            assertThat(values(out)[0]).isEqualTo(dtype.round(50_000));
            DEVICE.reduce(ReductionOp.MEAN, in, new int[] {0}, out);
            assertThat(values(out)[0]).isEqualTo(1);
        }
    }

    @Test
    void aMeanWhoseSumOverflowsTheDtypeIsFinite() {
        NdArray in = array(Dtype.FLOAT16, Shape.of(4), 65504, 65504, 65504, 65504);
        NdArray out = empty(Dtype.FLOAT16, Shape.scalar());
        DEVICE.reduce(ReductionOp.MEAN, in, new int[] {0}, out);
        assertThat(values(out)[0]).isEqualTo(65504);
        DEVICE.reduce(ReductionOp.SUM, in, new int[] {0}, out);
        assertThat(values(out)[0]).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void nothingReducesToTheIdentity() {
        for (Dtype dtype : FLOATING) {
            NdArray in = empty(dtype, Shape.of(2, 0));
            NdArray out = empty(dtype, Shape.of(2));
            DEVICE.reduce(ReductionOp.SUM, in, new int[] {1}, out);
            assertThat(values(out)).containsExactly(0, 0);
            DEVICE.reduce(ReductionOp.PROD, in, new int[] {1}, out);
            assertThat(values(out)).containsExactly(1, 1);
            DEVICE.reduce(ReductionOp.MEAN, in, new int[] {1}, out);
            assertThat(values(out)).containsExactly(Double.NaN, Double.NaN);
            DEVICE.reduce(ReductionOp.SUM, in, new int[] {0}, empty(dtype, Shape.of(0)));
        }
    }

    @Test
    void aNanStaysANan() {
        double[] values = {1, Double.NaN, 3, Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY};
        for (Dtype dtype : FLOATING) {
            NdArray in = array(dtype, Shape.of(3, 2), values);
            NdArray rows = empty(dtype, Shape.of(3));
            NdArray columns = empty(dtype, Shape.of(2));
            for (ReductionOp op : ReductionOp.values()) {
                DEVICE.reduce(op, in, new int[] {1}, rows);
                assertThat(values(rows)[0]).isNaN();
                DEVICE.reduce(op, in, new int[] {0}, columns);
                assertThat(values(columns)[1]).isNaN();
            }
            DEVICE.reduce(ReductionOp.MAX, in, new int[] {1}, rows);
            assertThat(values(rows)).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, 1);
            DEVICE.reduce(ReductionOp.MIN, in, new int[] {1}, rows);
            assertThat(values(rows)).containsExactly(Double.NaN, 3, Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void aMeanOfIntegersIsRefused() {
        NdArray in = random(Dtype.INT32, Shape.of(3), 1);
        assertThatThrownBy(() -> DEVICE.reduce(ReductionOp.MEAN, in, new int[] {0}, empty(Dtype.INT32, Shape.scalar())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A mean of integers is not defined: cast them first.");
    }

    @ParameterizedTest
    @EnumSource
    void argmaxFindsTheFirstLargest(Dtype dtype) {
        for (Shape shape : List.of(Shape.of(1), Shape.of(40), Shape.of(3, 7), Shape.of(2, 5, 3), Shape.of(2, 3, 0))) {
            NdArray in = random(dtype, shape, 12);
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (shape.size(axis) == 0) {
                    continue;
                }
                for (Dtype indexType : INTEGRAL) {
                    int[] axes = {axis};
                    NdArray out = empty(indexType, remaining(shape, axes));

                    DEVICE.argmax(in, axis, out);

                    double[] x = values(in);
                    int[] target = targets(shape, axes);
                    double[] largest = new double[out.elements()];
                    int[] winner = new int[out.elements()];
                    int[] seen = new int[out.elements()];
                    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
                    for (int i = 0; i < x.length; i++) {
                        int place = seen[target[i]]++;
                        if (x[i] > largest[target[i]]) {
                            largest[target[i]] = x[i];
                            winner[target[i]] = place;
                        }
                    }
                    assertThat(values(out))
                            .containsExactly(
                                    Arrays.stream(winner).asDoubleStream().toArray());
                }
            }
        }
    }

    @Test
    void argmaxPrefersTheFirstNan() {
        for (Dtype dtype : FLOATING) {
            NdArray in = array(dtype, Shape.of(5), 1, Double.POSITIVE_INFINITY, Double.NaN, 3, Double.NaN);
            NdArray out = empty(Dtype.INT32, Shape.scalar());
            DEVICE.argmax(in, 0, out);
            assertThat(values(out)).containsExactly(2);
            DEVICE.argmax(array(dtype, Shape.of(2), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY), 0, out);
            assertThat(values(out)).containsExactly(0);
        }
    }

    private static double identity(ReductionOp op) {
        return switch (op) {
            case SUM, MEAN -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }

    private static double combine(ReductionOp op, double a, double b) {
        return switch (op) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    private static List<int[]> setsOfAxes(int rank) {
        return IntStream.range(0, 1 << rank)
                .mapToObj(set -> IntStream.range(0, rank)
                        .filter(axis -> (set >> axis & 1) == 1)
                        .toArray())
                .toList();
    }

    private static Shape remaining(Shape shape, int[] axes) {
        return Shape.of(IntStream.range(0, shape.rank())
                .filter(axis -> Arrays.binarySearch(axes, axis) < 0)
                .map(shape::size)
                .toArray());
    }

    /** For each element the index of the result that it goes into. */
    private static int[] targets(Shape shape, int[] axes) {
        int[] targets = new int[shape.elements()];
        for (int i = 0; i < targets.length; i++) {
            int stride = 1;
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                if (Arrays.binarySearch(axes, axis) < 0) {
                    targets[i] += rest % shape.size(axis) * stride;
                    stride *= shape.size(axis);
                }
                rest /= shape.size(axis);
            }
        }
        return targets;
    }
}
