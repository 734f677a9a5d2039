package dev.halfcaf;

import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.device.NdArray;

/** Elements of a tensor as Java arrays. */
final class Reading {
    private Reading() {}

    static float[] floats(Tensor tensor) {
        return (float[]) converted(tensor, Dtype.FLOAT32);
    }

    static double[] doubles(Tensor tensor) {
        return (double[]) converted(tensor, Dtype.FLOAT64);
    }

    static long[] longs(String method, Tensor tensor) {
        if (!tensor.dtype().isIntegral()) {
            throw wrongDtype(method, tensor, Dtype.INT64);
        }
        return (long[]) converted(tensor, Dtype.INT64);
    }

    /** The elements as the Java array that holds this dtype's bits, if the tensor has it. */
    static Object exactly(String method, Tensor tensor, Dtype dtype) {
        if (tensor.dtype() != dtype) {
            throw wrongDtype(method, tensor, dtype);
        }
        return converted(tensor, dtype);
    }

    static double item(Tensor tensor) {
        if (tensor.shape().elements() != 1) {
            throw new IllegalStateException("item: shape " + tensor.shape() + " has "
                    + tensor.shape().elements() + " elements; item() reads the one of a tensor that has one.");
        }
        return doubles(tensor)[0];
    }

    private static Object converted(Tensor tensor, Dtype dtype) {
        NdArray array = tensor.array();
        if (array.dtype() != dtype) {
            array = new FreshMemory(array.device()).allocate(dtype, array.shape());
            array.device().cast(tensor.array(), array);
        }
        return array.device().download(array);
    }

    private static DtypeMismatchException wrongDtype(String method, Tensor tensor, Dtype dtype) {
        return new DtypeMismatchException("[DtypeMismatch] " + method + ": the tensor is " + tensor.dtype()
                + ", but must be " + dtype + ". Fix: cast it: x.cast(Dtype." + dtype.name() + ").");
    }
}
