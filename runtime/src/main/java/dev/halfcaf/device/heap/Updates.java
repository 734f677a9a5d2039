package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** What a training step does to gradients and variables. Half arrays are updated block by block, in float32. */
final class Updates {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private Updates() {}

    static boolean isFinite(NdArray in) {
        HeapStorage storage = HeapDevice.storage(in);
        return switch (in.dtype()) {
            case FLOAT16, BFLOAT16 -> isFiniteByBlocks(storage);
            case FLOAT32 -> KERNELS.isFinite(storage.floats(), 0, in.elements());
            case FLOAT64 -> KERNELS.isFinite(storage.doubles(), 0, in.elements());
            case INT32, INT64, BOOL -> true;
        };
    }

    private static boolean isFiniteByBlocks(HeapStorage storage) {
        float[] block = Blocks.ofThisThread().floats(0);
        boolean finite = true;
        for (int position = 0; position < storage.elements() && finite; position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, storage.elements() - position);
            storage.read(position, block, 0, count);
            finite = KERNELS.isFinite(block, 0, count);
        }
        return finite;
    }

    static boolean scaleAndCheck(NdArray gradient, double factor) {
        HeapStorage storage = HeapDevice.storage(gradient);
        return switch (gradient.dtype()) {
            case FLOAT16, BFLOAT16 -> scaleAndCheckByBlocks(storage, (float) factor);
            case FLOAT32 -> KERNELS.scaleAndCheck(storage.floats(), 0, gradient.elements(), (float) factor);
            case FLOAT64 -> KERNELS.scaleAndCheck(storage.doubles(), 0, gradient.elements(), factor);
            case INT32, INT64, BOOL ->
                throw new IllegalArgumentException(
                        "A gradient has a floating dtype; this is " + gradient.dtype() + ".");
        };
    }

    private static boolean scaleAndCheckByBlocks(HeapStorage storage, float factor) {
        float[] block = Blocks.ofThisThread().floats(0);
        boolean finite = true;
        for (int position = 0; position < storage.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, storage.elements() - position);
            storage.read(position, block, 0, count);
            KERNELS.scaleAndCheck(block, 0, count, factor);
            storage.write(position, block, 0, count);
            // What was finite in float may have become infinite when it was rounded.
            storage.read(position, block, 0, count);
            finite &= KERNELS.isFinite(block, 0, count);
        }
        return finite;
    }

    static void sgd(SgdStep step, NdArray gradient, NdArray variable, @Nullable NdArray velocity) {
        HeapStorage p = HeapDevice.storage(variable);
        HeapStorage g = HeapDevice.storage(gradient);
        int elements = p.elements();
        if (p.dtype() == Dtype.FLOAT64) {
            double[] v = velocity == null ? null : HeapDevice.storage(velocity).doubles();
            KERNELS.sgd(step, g.doubles(), v, 0, p.doubles(), 0, elements);
            return;
        }
        float[] v = velocity == null ? null : HeapDevice.storage(velocity).floats();
        if (p.dtype() == Dtype.FLOAT32) {
            KERNELS.sgd(step, g.floats(), v, 0, p.floats(), 0, elements);
            return;
        }
        float[] block = Blocks.ofThisThread().floats(0);
        for (int position = 0; position < elements; position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, elements - position);
            p.read(position, block, 0, count);
            KERNELS.sgd(step, g.floats(), v, position, block, 0, count);
            p.write(position, block, 0, count);
        }
    }

    static void adam(AdamStep step, NdArray gradient, NdArray variable, NdArray firstMoment, NdArray secondMoment) {
        HeapStorage p = HeapDevice.storage(variable);
        HeapStorage g = HeapDevice.storage(gradient);
        HeapStorage m = HeapDevice.storage(firstMoment);
        HeapStorage v = HeapDevice.storage(secondMoment);
        int elements = p.elements();
        if (p.dtype() == Dtype.FLOAT64) {
            KERNELS.adam(step, g.doubles(), m.doubles(), v.doubles(), 0, p.doubles(), 0, elements);
            return;
        }
        if (p.dtype() == Dtype.FLOAT32) {
            KERNELS.adam(step, g.floats(), m.floats(), v.floats(), 0, p.floats(), 0, elements);
            return;
        }
        float[] block = Blocks.ofThisThread().floats(0);
        for (int position = 0; position < elements; position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, elements - position);
            p.read(position, block, 0, count);
            KERNELS.adam(step, g.floats(), m.floats(), v.floats(), position, block, 0, count);
            p.write(position, block, 0, count);
        }
    }
}
