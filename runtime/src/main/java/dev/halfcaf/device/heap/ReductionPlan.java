package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import java.util.Arrays;

/**
 * How a reduction walks through its operand: once, in memory order. The leading axes that are kept, if others follow,
 * make {@code slices}, each reduced on its own; {@code index} leads from a position in a slice to the accumulator of
 * the result it belongs to, with step 0 along a run that is reduced and 1 along one that is kept.
 */
record ReductionPlan(int slices, int sliceLength, int accumulators, StridedIndex index) {
    static ReductionPlan of(Shape in, int[] reducedAxes) {
        int[] sizes = in.toArray();
        boolean[] reduced = new boolean[sizes.length];
        for (int axis : reducedAxes) {
            reduced[axis] = true;
        }
        int leading = 0;
        int slices = 1;
        if (reducedAxes.length > 0) {
            for (; !reduced[leading]; leading++) {
                slices *= sizes[leading];
            }
        }
        int[] sliceSizes = Arrays.copyOfRange(sizes, leading, sizes.length);
        int[] strides = new int[sliceSizes.length];
        int accumulators = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            if (!reduced[leading + axis]) {
                strides[axis] = accumulators;
                accumulators *= sliceSizes[axis];
            }
        }
        int sliceLength = Arrays.stream(sliceSizes).reduce(1, Math::multiplyExact);
        return new ReductionPlan(slices, sliceLength, accumulators, new StridedIndex(sliceSizes, strides));
    }
}
