package dev.halfcaf.device;

import dev.halfcaf.Dtype;
import org.jspecify.annotations.Nullable;

/**
 * What computes: it makes storages and runs ops on them. Tensors, autograd, layers and training reach data through
 * these methods only, so another device is added by implementing this interface in a module of its own.
 *
 * <p>Every op writes all of {@code out}, which the caller allocated with the right shape, and which never overlaps an
 * input. Shapes, axes and ranges are checked by the caller; a device may rely on them. What a device must check is what
 * only the data can tell, such as an id out of range.
 *
 * <p>Dtypes: where an op computes with floating numbers, its operands and {@code out} may have different floating
 * dtypes. Then it computes in float64 if one of them is float64, else in float32, and rounds once, to nearest even, when
 * {@code out} is written. So a gradient can leave an op in float32 though everything around it is half. With integer or
 * bool operands all dtypes of an op are the same, but where said otherwise.
 */
public interface Device {
    /** A short name for messages, such as {@code "heap"}. */
    String name();

    /** New storage, all zero. */
    Storage allocate(Dtype dtype, int elements);

    /** A memory that lends buffers and takes all of them back at once: for the intermediates of training steps. */
    RecyclingMemory recyclingMemory();

    // ---- to and from the host

    /**
     * Copies a Java array in. Its type is the one that holds the dtype's bits: {@code short[]} for float16 and bfloat16,
     * {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}, and {@code boolean[]} for bool.
     *
     * @throws IllegalArgumentException if the type or the length does not fit
     */
    void upload(Object javaArray, NdArray out);

    /** The elements as a new Java array of the type that {@link #upload} takes. */
    Object download(NdArray in);

    // ---- filling, converting, moving

    /** All elements become {@link Dtype#round dtype.round(value)}. */
    void fill(double value, NdArray out);

    /** Element i becomes {@code start + i * step}, computed in double, or in long for integers, then converted. */
    void arange(double start, double step, NdArray out);

    /**
     * Converts between any two dtypes, or copies. Floating to floating rounds once, to nearest even, and float64 to half
     * does so without an intermediate float32, as does int64 to any; floating to integer cuts off and saturates, NaN
     * becomes 0; int64 to int32 keeps the lower 32 bits; anything to bool is {@code != 0}.
     */
    void cast(NdArray in, NdArray out);

    /** Axis i of {@code out} is axis {@code permutation[i]} of {@code in}. Same dtype. */
    void transpose(NdArray in, int[] permutation, NdArray out);

    /** {@code out} is {@code in} from {@code start} along an axis, as far as {@code out} is long there. */
    void slice(NdArray in, int axis, int start, NdArray out);

    /** Writes {@code in} into {@code out} at {@code start} along an axis and leaves the rest of {@code out} as it is. */
    void place(NdArray in, int axis, int start, NdArray out);

    /**
     * Row {@code ids[i]} of {@code table} becomes row i of {@code out}. Rows run along the first axis of the table;
     * {@code ids} are int32 or int64 of any shape.
     *
     * @throws IndexOutOfBoundsException naming the first id outside the table, its place and the number of rows
     */
    void gather(NdArray table, NdArray ids, NdArray out);

    /** The gradient of {@link #gather}: zero, plus each row i of {@code rows} added to row {@code ids[i]} of out. */
    void scatterAdd(NdArray rows, NdArray ids, NdArray out);

    // ---- elementwise, with NumPy's broadcasting to the shape of out

    void unary(UnaryOp op, NdArray in, NdArray out);

    void binary(BinaryOp op, NdArray a, NdArray b, NdArray out);

    /** {@code out} is bool; a and b have one dtype, of any kind. */
    void compare(ComparisonOp op, NdArray a, NdArray b, NdArray out);

    /** {@code condition ? a : b}; condition is bool. */
    void where(NdArray condition, NdArray a, NdArray b, NdArray out);

    // ---- along axes

    /**
     * Reduces some axes, given in ascending order. {@code out} has the remaining elements in order; whether its shape
     * keeps the reduced axes as ones makes no difference.
     */
    void reduce(ReductionOp op, NdArray in, int[] axes, NdArray out);

    /** Index of the first largest element along an axis (the first NaN, if there is one); {@code out} is int32 or int64. */
    void argmax(NdArray in, int axis, NdArray out);

    /** Softmax along an axis, computed stably (the maximum is subtracted first), or its logarithm. */
    void softmax(NdArray in, int axis, boolean logarithm, NdArray out);

    /** The gradient of {@link #softmax} with respect to its input, from the gradient and the value of its output. */
    void softmaxGradient(NdArray outputGradient, NdArray output, int axis, boolean logarithm, NdArray out);

    // ---- matrices

    /**
     * The matrix product over the last two axes of a and b, each transposed first if asked, accumulated in float32 (or
     * float64). Axes before them are a batch and broadcast as elementwise operands do. Floating dtypes only.
     */
    default void matmul(NdArray a, boolean transposeA, NdArray b, boolean transposeB, NdArray out) {
        matmul(a, transposeA, b, transposeB, null, null, out);
    }

    /**
     * The matrix product; plus a bias, if there is one; and then a function of that, if there is one. All that is
     * computed on the accumulated sums, and rounded once.
     *
     * @param bias of shape (n,), for products of n columns; added to every row
     * @param activation a function of floating numbers
     */
    void matmul(
            NdArray a,
            boolean transposeA,
            NdArray b,
            boolean transposeB,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out);

    // ---- normalizing the rows or the columns of a matrix (rows, columns)

    /** Mean and variance (divided by the number, not by one less) of each row, or of each column; each of that length. */
    void moments(NdArray in, boolean ofRows, NdArray mean, NdArray variance);

    /**
     * {@code (in - mean) / sqrt(variance + epsilon) * scale + offset}, with a mean and a variance for each row, or for each
     * column, and a scale and an offset for each column.
     */
    void normalize(
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            NdArray offset,
            NdArray out);

    /**
     * The gradient of {@link #normalize} with respect to its matrix.
     *
     * @param momentsOfInput whether mean and variance are the {@link #moments} of {@code in}, and change with it; else they
     *     are constants
     */
    void normalizeInputGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            boolean momentsOfInput,
            NdArray out);

    /** The gradient of {@link #normalize} with respect to its scale. */
    void normalizeScaleGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray out);

    // ---- images: (batch, height, width, channels)

    /**
     * The convolution (cross-correlation, as everywhere in deep learning) of images (batch, height, width, in) with a
     * kernel (window height, window width, in, out): for each output pixel the products of taps and kernel, summed in
     * float32 (or float64). Then bias and activation as {@link #matmul(NdArray, boolean, NdArray, boolean, NdArray,
     * UnaryOp, NdArray) for matrices}. Padding is 0.
     *
     * @param bias of shape (out,)
     */
    void conv2d(
            NdArray in,
            NdArray kernel,
            Window window,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out);

    /** The gradient of {@link #conv2d} with respect to its images, without bias and activation. */
    void conv2dInputGradient(NdArray outputGradient, NdArray kernel, Window window, NdArray out);

    /** The gradient of {@link #conv2d} with respect to its kernel, without bias and activation. */
    void conv2dKernelGradient(NdArray in, NdArray outputGradient, Window window, NdArray out);

    /** Pools the pixels under each place of a window, channel by channel. Windows are not dilated, none is all padding. */
    void pool2d(PoolingOp op, NdArray in, Window window, NdArray out);

    /** The gradient of {@link #pool2d}; of pixels that tie for the largest, the first has it all, as in PyTorch. */
    void pool2dGradient(PoolingOp op, NdArray outputGradient, NdArray in, NdArray output, Window window, NdArray out);

    // ---- losses

    /**
     * {@code out[i] = -log(softmax(logits[i])[labels[i]])} for logits of shape (rows, classes), labels int32 or int64 of
     * shape (rows,) and out of shape (rows,).
     *
     * @throws IndexOutOfBoundsException naming the first label outside the classes, its row and the number of classes
     */
    void crossEntropy(NdArray logits, NdArray labels, NdArray out);

    /** {@code out[i][c] = outputGradient[i] * (softmax(logits[i])[c] - (c == labels[i] ? 1 : 0))}. */
    void crossEntropyGradient(NdArray outputGradient, NdArray logits, NdArray labels, NdArray out);

    // ---- training

    /**
     * Element i becomes {@code in[i] / (1 - rate)}, or 0 with probability {@code rate}, which is at least 0 and below 1. That
     * depends on the seed and on i alone: the gradient is the same op on the gradient.
     */
    void dropout(NdArray in, double rate, long seed, NdArray out);

    /** Whether no element is infinite or NaN. */
    default boolean isFinite(NdArray in) {
        return isFinite(in, 1);
    }

    /**
     * Whether no element times {@code factor} is infinite or NaN. The factor is rounded to the dtype that is computed in,
     * and so is the product: float32, or float64 for float64. Reads only.
     */
    boolean isFinite(NdArray in, double factor);

    /** The sum of the squares of all elements, accumulated in float64; not finite where an element is not. */
    double sumOfSquares(NdArray in);

    /**
     * One update in place of a variable and, where momentum is not 0, of its velocity. All have one dtype, float32 or
     * float64, or the variable is half and the others float32: then it is rounded once, when stored.
     *
     * @param copy where the new value of the variable is written, too, in the same pass, as {@link #cast} would: what the
     *     next forward pass reads, in its compute dtype; null if nobody needs one
     */
    void sgd(SgdStep step, NdArray gradient, NdArray variable, @Nullable NdArray velocity, @Nullable NdArray copy);

    /** One update in place of a variable and its moments; dtypes and the copy as for {@link #sgd}. */
    void adam(
            AdamStep step,
            NdArray gradient,
            NdArray variable,
            NdArray firstMoment,
            NdArray secondMoment,
            @Nullable NdArray copy);
}
