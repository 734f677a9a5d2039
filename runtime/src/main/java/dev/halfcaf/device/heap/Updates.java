package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * What a training step does to gradients and variables. The kernels update a stretch of the arrays; after each, while it is
 * still in the cache, the new values are rounded into the copy that the next forward pass reads. So memory is gone over
 * once. Half variables are updated in float32 blocks.
 */
final class Updates {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    /** Elements after which a copy is written: of four float32 arrays they stay in the second-level cache. */
    private static final int STRETCH = 8 * Blocks.LENGTH;

    private Updates() {}

    static boolean isFinite(NdArray in, double factor) {
        HeapStorage storage = HeapDevice.storage(in);
        return switch (in.dtype()) {
            case FLOAT16, BFLOAT16 -> isFiniteByBlocks(storage, (float) factor);
            case FLOAT32 -> KERNELS.isFinite(storage.floats(), 0, in.elements(), (float) factor);
            case FLOAT64 -> KERNELS.isFinite(storage.doubles(), 0, in.elements(), factor);
            case INT32, INT64, BOOL -> true;
        };
    }

    private static boolean isFiniteByBlocks(HeapStorage storage, float factor) {
        float[] block = Blocks.ofThisThread().floats(0);
        boolean finite = true;
        for (int position = 0; position < storage.elements() && finite; position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, storage.elements() - position);
            storage.read(position, block, 0, count);
            finite = KERNELS.isFinite(block, 0, count, factor);
        }
        return finite;
    }

    /** The sums of blocks are added in order. */
    static double sumOfSquares(NdArray in) {
        HeapStorage storage = HeapDevice.storage(in);
        double[] values = Blocks.ofThisThread().doubles(0);
        double[] squares = Blocks.ofThisThread().doubles(1);
        double sum = 0;
        for (int position = 0; position < in.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, in.elements() - position);
            storage.read(position, values, 0, count);
            KERNELS.unary(UnaryOp.SQUARE, values, 0, squares, 0, count);
            sum += KERNELS.reduce(ReductionOp.SUM, squares, 0, count);
        }
        return sum;
    }

    /** An update of a stretch by a kernel: the variable has an index of its own, since a half one stands in a block. */
    @FunctionalInterface
    private interface FloatUpdate {
        void run(int from, float[] variable, int variableFrom, int count);
    }

    @FunctionalInterface
    private interface DoubleUpdate {
        void run(int from, double[] variable, int variableFrom, int count);
    }

    static void sgd(
            SgdStep step, NdArray gradient, NdArray variable, @Nullable NdArray velocity, @Nullable NdArray copy) {
        HeapStorage g = HeapDevice.storage(gradient);
        HeapStorage v = velocity == null ? null : HeapDevice.storage(velocity);
        if (variable.dtype() == Dtype.FLOAT64) {
            double[] gradients = g.doubles();
            double[] velocities = v == null ? null : v.doubles();
            inDouble(
                    variable,
                    copy,
                    (from, p, pFrom, count) -> KERNELS.sgd(step, gradients, velocities, from, p, pFrom, count));
        } else {
            float[] gradients = g.floats();
            float[] velocities = v == null ? null : v.floats();
            inFloat(
                    variable,
                    copy,
                    (from, p, pFrom, count) -> KERNELS.sgd(step, gradients, velocities, from, p, pFrom, count));
        }
    }

    static void adam(
            AdamStep step,
            NdArray gradient,
            NdArray variable,
            NdArray firstMoment,
            NdArray secondMoment,
            @Nullable NdArray copy) {
        HeapStorage g = HeapDevice.storage(gradient);
        HeapStorage m = HeapDevice.storage(firstMoment);
        HeapStorage v = HeapDevice.storage(secondMoment);
        if (variable.dtype() == Dtype.FLOAT64) {
            double[] gradients = g.doubles();
            double[] first = m.doubles();
            double[] second = v.doubles();
            inDouble(
                    variable,
                    copy,
                    (from, p, pFrom, count) -> KERNELS.adam(step, gradients, first, second, from, p, pFrom, count));
        } else {
            float[] gradients = g.floats();
            float[] first = m.floats();
            float[] second = v.floats();
            inFloat(
                    variable,
                    copy,
                    (from, p, pFrom, count) -> KERNELS.adam(step, gradients, first, second, from, p, pFrom, count));
        }
    }

    private static void inDouble(NdArray variable, @Nullable NdArray copy, DoubleUpdate update) {
        double[] values = HeapDevice.storage(variable).doubles();
        int elements = variable.elements();
        if (copy == null) {
            update.run(0, values, 0, elements);
            return;
        }
        HeapStorage copied = HeapDevice.storage(copy);
        for (int position = 0; position < elements; position += STRETCH) {
            int count = Math.min(STRETCH, elements - position);
            update.run(position, values, position, count);
            copied.write(position, values, position, count);
        }
    }

    private static void inFloat(NdArray variable, @Nullable NdArray copy, FloatUpdate update) {
        if (variable.dtype() != Dtype.FLOAT32) {
            inBlocks(variable, copy, update);
            return;
        }
        float[] values = HeapDevice.storage(variable).floats();
        int elements = variable.elements();
        if (copy == null) {
            update.run(0, values, 0, elements);
            return;
        }
        HeapStorage copied = HeapDevice.storage(copy);
        for (int position = 0; position < elements; position += STRETCH) {
            int count = Math.min(STRETCH, elements - position);
            update.run(position, values, position, count);
            copied.write(position, values, position, count);
        }
    }

    private static void inBlocks(NdArray variable, @Nullable NdArray copy, FloatUpdate update) {
        HeapStorage halves = HeapDevice.storage(variable);
        HeapStorage copied = copy == null ? null : HeapDevice.storage(copy);
        float[] block = Blocks.ofThisThread().floats(0);
        for (int position = 0; position < variable.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, variable.elements() - position);
            halves.read(position, block, 0, count);
            update.run(position, block, 0, count);
            halves.write(position, block, 0, count);
            if (copied != null) {
                // A copy of what is kept, which is rounded.
                halves.read(position, block, 0, count);
                copied.write(position, block, 0, count);
            }
        }
    }
}
