package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.PoolingOp;
import dev.halfcaf.device.RecyclingMemory;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.Storage;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.Window;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * The device whose storages are Java arrays. Safe for use by many threads; each op runs in the thread that calls it.
 *
 * <p>This class only names the ops; each family of them is a class of its own in this package.
 */
public final class HeapDevice implements Device {
    private static final HeapDevice INSTANCE = new HeapDevice();

    private HeapDevice() {}

    /** The one heap device. */
    public static HeapDevice instance() {
        return INSTANCE;
    }

    /** The storage of an array of this device. */
    static HeapStorage storage(NdArray array) {
        if (array.storage() instanceof HeapStorage storage) {
            return storage;
        }
        throw new IllegalArgumentException(
                "A tensor on device '" + array.device().name() + "' met one on device 'heap': copy it over first.");
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public Storage allocate(Dtype dtype, int elements) {
        return new HeapStorage(dtype, elements);
    }

    @Override
    public RecyclingMemory recyclingMemory() {
        return new HeapRecyclingMemory();
    }

    @Override
    public void upload(Object javaArray, NdArray out) {
        Object array = storage(out).array();
        if (javaArray.getClass() != array.getClass()) {
            throw new IllegalArgumentException("Elements of " + out.dtype() + " are passed as "
                    + array.getClass().getSimpleName() + ", not as "
                    + javaArray.getClass().getSimpleName() + ".");
        }
        if (Array.getLength(javaArray) != out.elements()) {
            throw new IllegalArgumentException("Shape " + out.shape() + " has " + out.elements()
                    + " elements; the array has " + Array.getLength(javaArray) + ".");
        }
        System.arraycopy(javaArray, 0, array, 0, out.elements());
    }

    @Override
    public Object download(NdArray in) {
        Object copy = HeapStorage.newArray(in.dtype(), in.elements());
        System.arraycopy(storage(in).array(), 0, copy, 0, in.elements());
        return copy;
    }

    @Override
    public void fill(double value, NdArray out) {
        Moves.fill(value, out);
    }

    @Override
    public void arange(double start, double step, NdArray out) {
        Moves.arange(start, step, out);
    }

    @Override
    public void cast(NdArray in, NdArray out) {
        Moves.cast(in, out);
    }

    @Override
    public void transpose(NdArray in, int[] permutation, NdArray out) {
        Moves.transpose(in, permutation, out);
    }

    @Override
    public void slice(NdArray in, int axis, int start, NdArray out) {
        Moves.slice(in, axis, start, out);
    }

    @Override
    public void place(NdArray in, int axis, int start, NdArray out) {
        Moves.place(in, axis, start, out);
    }

    @Override
    public void gather(NdArray table, NdArray ids, NdArray out) {
        Moves.gather(table, ids, out);
    }

    @Override
    public void scatterAdd(NdArray rows, NdArray ids, NdArray out) {
        Moves.scatterAdd(rows, ids, out);
    }

    @Override
    public void unary(UnaryOp op, NdArray in, NdArray out) {
        Elementwise.unary(op, in, out);
    }

    @Override
    public void binary(BinaryOp op, NdArray a, NdArray b, NdArray out) {
        Elementwise.binary(op, a, b, out);
    }

    @Override
    public void compare(ComparisonOp op, NdArray a, NdArray b, NdArray out) {
        Selections.compare(op, a, b, out);
    }

    @Override
    public void where(NdArray condition, NdArray a, NdArray b, NdArray out) {
        Selections.where(condition, a, b, out);
    }

    @Override
    public void reduce(ReductionOp op, NdArray in, int[] axes, NdArray out) {
        Reductions.reduce(op, in, axes, out);
    }

    @Override
    public void argmax(NdArray in, int axis, NdArray out) {
        Reductions.argmax(in, axis, out);
    }

    @Override
    public void softmax(NdArray in, int axis, boolean logarithm, NdArray out) {
        Softmax.softmax(in, axis, logarithm, out);
    }

    @Override
    public void softmaxGradient(NdArray outputGradient, NdArray output, int axis, boolean logarithm, NdArray out) {
        Softmax.softmaxGradient(outputGradient, output, axis, logarithm, out);
    }

    @Override
    public void matmul(
            NdArray a,
            boolean transposeA,
            NdArray b,
            boolean transposeB,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out) {
        MatrixProduct.matmul(a, transposeA, b, transposeB, bias, activation, out);
    }

    @Override
    public void moments(NdArray in, boolean ofRows, NdArray mean, NdArray variance) {
        Normalizing.moments(in, ofRows, mean, variance);
    }

    @Override
    public void normalize(
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            NdArray offset,
            NdArray out) {
        Normalizing.normalize(in, byRows, mean, variance, epsilon, scale, offset, out);
    }

    @Override
    public void normalizeInputGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            boolean momentsOfInput,
            NdArray out) {
        Normalizing.inputGradient(outputGradient, in, byRows, mean, variance, epsilon, scale, momentsOfInput, out);
    }

    @Override
    public void normalizeScaleGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray out) {
        Normalizing.scaleGradient(outputGradient, in, byRows, mean, variance, epsilon, out);
    }

    @Override
    public void dropout(NdArray in, double rate, long seed, NdArray out) {
        Dropping.dropout(in, rate, seed, out);
    }

    @Override
    public void conv2d(
            NdArray in,
            NdArray kernel,
            Window window,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out) {
        Convolution.conv2d(in, kernel, window, bias, activation, out);
    }

    @Override
    public void conv2dInputGradient(NdArray outputGradient, NdArray kernel, Window window, NdArray out) {
        Convolution.inputGradient(outputGradient, kernel, window, out);
    }

    @Override
    public void conv2dKernelGradient(NdArray in, NdArray outputGradient, Window window, NdArray out) {
        Convolution.kernelGradient(in, outputGradient, window, out);
    }

    @Override
    public void pool2d(PoolingOp op, NdArray in, Window window, NdArray out) {
        Pooling.pool(op, in, window, out);
    }

    @Override
    public void pool2dGradient(
            PoolingOp op, NdArray outputGradient, NdArray in, NdArray output, Window window, NdArray out) {
        Pooling.gradient(op, outputGradient, in, output, window, out);
    }

    @Override
    public void crossEntropy(NdArray logits, NdArray labels, NdArray out) {
        Softmax.crossEntropy(logits, labels, out);
    }

    @Override
    public void crossEntropyGradient(NdArray outputGradient, NdArray logits, NdArray labels, NdArray out) {
        Softmax.crossEntropyGradient(outputGradient, logits, labels, out);
    }

    @Override
    public boolean isFinite(NdArray in, double factor) {
        return Updates.isFinite(in, factor);
    }

    @Override
    public double sumOfSquares(NdArray in) {
        return Updates.sumOfSquares(in);
    }

    @Override
    public void sgd(
            SgdStep step, NdArray gradient, NdArray variable, @Nullable NdArray velocity, @Nullable NdArray copy) {
        Updates.sgd(step, gradient, variable, velocity, copy);
    }

    @Override
    public void adam(
            AdamStep step,
            NdArray gradient,
            NdArray variable,
            NdArray firstMoment,
            NdArray secondMoment,
            @Nullable NdArray copy) {
        Updates.adam(step, gradient, variable, firstMoment, secondMoment, copy);
    }
}
