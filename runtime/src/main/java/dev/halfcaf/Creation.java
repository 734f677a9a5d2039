package dev.halfcaf;

import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import java.util.function.DoubleSupplier;

/** New tensors from Java arrays, constants and random numbers. */
final class Creation {
    private static final Device DEVICE = HeapDevice.instance();
    private static final FreshMemory MEMORY = new FreshMemory(DEVICE);

    private Creation() {}

    /** A tensor from a Java array of the type that holds the dtype's bits. */
    static Tensor of(Object values, int length, Shape shape, Dtype dtype) {
        if (length != shape.elements()) {
            throw new IllegalArgumentException(
                    "of: shape " + shape + " needs " + shape.elements() + " values; there are " + length + ".");
        }
        NdArray array = MEMORY.allocate(dtype, shape);
        DEVICE.upload(values, array);
        return new Tensor(array, null);
    }

    /** A tensor of values that are rounded once to the dtype. */
    static Tensor rounded(double[] values, Shape shape, Dtype dtype) {
        return of(values, values.length, shape, Dtype.FLOAT64).cast(dtype);
    }

    static Tensor full(Shape shape, double value, Dtype dtype) {
        NdArray array = MEMORY.allocate(dtype, shape);
        DEVICE.fill(value, array);
        return new Tensor(array, null);
    }

    static Tensor arange(double start, double end, double step, Dtype dtype) {
        if (dtype == Dtype.BOOL) {
            throw new DtypeMismatchException("[DtypeMismatch] arange: the dtype is bool, but must be that of a number."
                    + " Fix: take another, for example Dtype.INT32.");
        }
        double count = Math.max(0, Math.ceil((end - start) / step));
        if (!(count <= Integer.MAX_VALUE) || step == 0) {
            throw new IllegalArgumentException("arange: from " + start + " to " + end + " in steps of " + step
                    + " is no range of at most 2147483647 elements.");
        }
        NdArray array = MEMORY.allocate(dtype, Shape.of((int) count));
        DEVICE.arange(start, step, array);
        return new Tensor(array, null);
    }

    static Tensor random(String op, Shape shape, Dtype dtype, DoubleSupplier next) {
        OperandChecks.requireFloating(op, dtype);
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = next.getAsDouble();
        }
        return rounded(values, shape, dtype);
    }

    /** A copy without history, in memory of the caller's own. */
    static Tensor detached(Tensor tensor) {
        NdArray copy = new FreshMemory(tensor.array().device()).allocate(tensor.dtype(), tensor.shape());
        copy.device().cast(tensor.array(), copy);
        return new Tensor(copy, null);
    }
}
