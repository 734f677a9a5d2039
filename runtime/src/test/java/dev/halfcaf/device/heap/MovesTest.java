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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovesTest {
    @ParameterizedTest
    @EnumSource
    void transposePermutesAxes(Dtype dtype) {
        List<Shape> shapes = List.of(
                Shape.scalar(),
                Shape.of(5),
                Shape.of(3, 4),
                Shape.of(2, 3, 4),
                Shape.of(2, 0, 4),
                Shape.of(1, 5, 1, 2),
                Shape.of(3, 2, 2, 3));
        for (Shape shape : shapes) {
            NdArray in = random(dtype, shape, 4);
            for (int[] permutation : permutations(shape.rank())) {
                Shape permuted =
                        Shape.of(Arrays.stream(permutation).map(shape::size).toArray());
                NdArray out = empty(dtype, permuted);

                DEVICE.transpose(in, permutation, out);

                double[] x = values(in);
                double[] y = values(out);
                for (int i = 0; i < y.length; i++) {
                    int[] target = coordinates(i, permuted);
                    int[] source = new int[target.length];
                    for (int axis = 0; axis < target.length; axis++) {
                        source[permutation[axis]] = target[axis];
                    }
                    assertThat(y[i]).isEqualTo(x[index(source, shape)]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sliceAndPlaceAreInverse(Dtype dtype) {
        Shape shape = Shape.of(3, 5, 4);
        NdArray in = random(dtype, shape, 4);
        for (int axis = 0; axis < 3; axis++) {
            for (int start = 0; start <= shape.size(axis); start++) {
                for (int length = 0; start + length <= shape.size(axis); length++) {
                    NdArray part = empty(dtype, shape.with(axis, length));
                    NdArray whole = empty(dtype, shape);
                    double rubbish = values(whole)[0];

                    DEVICE.slice(in, axis, start, part);
                    DEVICE.place(part, axis, start, whole);

                    double[] x = values(in);
                    double[] y = values(whole);
                    for (int i = 0; i < x.length; i++) {
                        int along = coordinates(i, shape)[axis];
                        boolean inside = along >= start && along < start + length;
                        assertThat(y[i]).isEqualTo(inside ? x[i] : rubbish);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void gatherTakesRows(Dtype dtype) {
        NdArray table = random(dtype, Shape.of(5, 2, 3), 8);
        for (Dtype idType : INTEGRAL) {
            NdArray ids = array(idType, Shape.of(2, 2), 4, 0, 0, 2);
            NdArray out = empty(dtype, Shape.of(2, 2, 2, 3));

            DEVICE.gather(table, ids, out);

            double[] x = values(table);
            double[] y = values(out);
            int[] rows = {4, 0, 0, 2};
            for (int i = 0; i < y.length; i++) {
                assertThat(y[i]).isEqualTo(x[rows[i / 6] * 6 + i % 6]);
            }
        }
    }

    @Test
    void gatherNamesTheFirstIdOutside() {
        NdArray table = random(Dtype.FLOAT32, Shape.of(5, 2), 8);
        NdArray out = empty(Dtype.FLOAT32, Shape.of(3, 2));
        assertThatThrownBy(() -> DEVICE.gather(table, array(Dtype.INT64, Shape.of(3), 1, 5, -1), out))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Id 5 at place 1 of the ids is outside the table, which has 5 rows.");
        assertThatThrownBy(() -> DEVICE.scatterAdd(out, array(Dtype.INT32, Shape.of(3), 1, 2, -1), table))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Id -1 at place 2 of the ids is outside the table, which has 5 rows.");
    }

    @Test
    void scatterAddSumsTheRowsOfOneId() {
        int ids = 300;
        for (Dtype[] dtypes : floatingCombinations(2)) {
            for (int rowLength : new int[] {0, 1, 3, 1500}) {
                NdArray rows = random(dtypes[0], Shape.of(ids, rowLength), 6);
                NdArray places = array(Dtype.INT32, Shape.of(ids), i -> i * i % 7 == 0 ? 6 : i % 5);
                NdArray out = empty(dtypes[1], Shape.of(8, rowLength));

                DEVICE.scatterAdd(rows, places, out);

                double[] x = values(rows);
                double[] place = values(places);
                double[] exact = new double[8 * rowLength];
                double[] magnitudes = new double[exact.length];
                for (int i = 0; i < x.length; i++) {
                    int to = ((int) place[i / rowLength]) * rowLength + i % rowLength;
                    exact[to] += x[i];
                    magnitudes[to] += Math.abs(x[i]);
                }
                double[] y = values(out);
                for (int i = 0; i < exact.length; i++) {
                    double bound = ids * TestArrays.computed(dtypes).epsilon() / 2 * magnitudes[i]
                            + 0.51 * ulp(dtypes[1], exact[i]);
                    assertWithin(bound, y[i], exact[i], dtypes[1], List.of(dtypes));
                }
            }
        }
    }

    @Test
    void aHalfSumOfRowsDoesNotStall() {
        // In float16 itself 2048 + 1 is 2048: sums must not be kept there.
        for (Dtype dtype : FLOATING) {
            NdArray rows = array(dtype, Shape.of(5000, 1), i -> 1);
            NdArray out = empty(dtype, Shape.of(1, 1));
            DEVICE.scatterAdd(rows, array(Dtype.INT32, Shape.of(5000), i -> 0), out);
            assertThat(values(out)[0]).isEqualTo(dtype.round(5000));
        }
    }

    private static List<int[]> permutations(int rank) {
        List<int[]> permutations = new ArrayList<>();
        int[] digits = new int[rank];
        for (int number = 0; number < Math.pow(rank, rank); number++) {
            for (int i = 0, rest = number; i < rank; i++, rest /= rank) {
                digits[i] = rest % rank;
            }
            if (Arrays.stream(digits).distinct().count() == rank) {
                permutations.add(digits.clone());
            }
        }
        return permutations;
    }

    private static int[] coordinates(int index, Shape shape) {
        int[] coordinates = new int[shape.rank()];
        int rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            coordinates[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        return coordinates;
    }

    private static int index(int[] coordinates, Shape shape) {
        int index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            index = index * shape.size(axis) + coordinates[axis];
        }
        return index;
    }
}
