package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import java.util.Arrays;

/**
 * An index into an array, moved along while the positions of another shape are walked through in row-major order: with
 * a stride of 0 along an axis where the array is broadcast. Axes that behave as one are merged, so that runs are as
 * long as can be.
 */
final class StridedIndex {
    private final int[] sizes;
    private final int[] strides;
    private final int[] coordinates;
    private final int last;
    private int index;

    StridedIndex(int[] sizes, int[] strides) {
        int[] mergedSizes = new int[Math.max(1, sizes.length)];
        int[] mergedStrides = new int[mergedSizes.length];
        int merged = 0;
        for (int axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] == 1) {
                continue;
            }
            if (merged > 0 && mergedStrides[merged - 1] == sizes[axis] * strides[axis]) {
                mergedSizes[merged - 1] *= sizes[axis];
                mergedStrides[merged - 1] = strides[axis];
            } else {
                mergedSizes[merged] = sizes[axis];
                mergedStrides[merged] = strides[axis];
                merged++;
            }
        }
        if (merged == 0) {
            mergedSizes[0] = 1;
            mergedStrides[0] = 1;
            merged = 1;
        }
        this.sizes = Arrays.copyOf(mergedSizes, merged);
        this.strides = Arrays.copyOf(mergedStrides, merged);
        this.coordinates = new int[merged];
        this.last = merged - 1;
    }

    /** Into an array of shape {@code operand}, by NumPy's broadcasting to the sizes of {@code result}. */
    static StridedIndex broadcast(int[] operand, int[] result) {
        int[] strides = new int[result.length];
        int stride = 1;
        for (int fromEnd = 1; fromEnd <= operand.length; fromEnd++) {
            int size = operand[operand.length - fromEnd];
            strides[result.length - fromEnd] = size == 1 ? 0 : stride;
            stride *= size;
        }
        return new StridedIndex(result, strides);
    }

    /** Into an array of shape {@code operand}, by NumPy's broadcasting to the shape {@code result}. */
    static StridedIndex broadcast(Shape operand, Shape result) {
        return broadcast(operand.toArray(), result.toArray());
    }

    /** The strides of a row-major array of these sizes. */
    static int[] rowMajorStrides(int[] sizes) {
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= sizes[axis];
        }
        return strides;
    }

    /** Moves to a position, counted in row-major order. */
    void seek(int position) {
        int rest = position;
        index = 0;
        for (int axis = last; axis >= 0; axis--) {
            coordinates[axis] = rest % sizes[axis];
            rest /= sizes[axis];
            index += coordinates[axis] * strides[axis];
        }
    }

    /** The index at the present position. */
    int index() {
        return index;
    }

    /** What the index grows by with every position of the present run. */
    int step() {
        return strides[last];
    }

    /** The number of positions from here on that {@link #step} holds for. */
    int run() {
        return sizes[last] - coordinates[last];
    }

    /**
     * How many runs from the start of a row on begin at neighbouring indices, as the rows of a transposed matrix do: a
     * divisor of the number of runs; 1 where no two do.
     */
    int contiguousRows() {
        return last > 0 && strides[last] != 1 && strides[last - 1] == 1 ? sizes[last - 1] : 1;
    }

    /** Moves on by {@code count} positions, {@link #run} at most. */
    void advance(int count) {
        coordinates[last] += count;
        index += count * strides[last];
        for (int axis = last; coordinates[axis] == sizes[axis]; axis--) {
            index -= sizes[axis] * strides[axis];
            coordinates[axis] = 0;
            if (axis == 0) {
                return;
            }
            coordinates[axis - 1]++;
            index += strides[axis - 1];
        }
    }
}
