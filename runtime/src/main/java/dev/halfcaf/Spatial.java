package dev.halfcaf;

import dev.halfcaf.autograd.Conv2d;
import dev.halfcaf.autograd.Pool2d;
import dev.halfcaf.device.PoolingOp;
import dev.halfcaf.device.Window;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.SameDtype;
import org.jspecify.annotations.Nullable;

/**
 * Ops on images of shape (batch, height, width, channels), Keras's {@code channels_last}. PyTorch's (batch, channels,
 * height, width) comes from and goes to it by {@code x.transpose(0, 2, 3, 1)} and {@code x.transpose(0, 3, 1, 2)}. With
 * the channels last, the rows of a convolution's matrix product are its result as it stands, and biases and statistics
 * run along the last axis everywhere.
 *
 * <p>All have the dtype of their images, accumulate in float32 (float64 for float64), and round once.
 */
public final class Spatial {
    private Spatial() {}

    /**
     * The convolution of images with a kernel, without a bias. As everywhere in deep learning it is a cross-correlation:
     * {@code y[n, i, j, o] = sum over a, b, c of x[n, i * stride + a - top, j * stride + b - left, c] * kernel[a, b, c,
     * o]}.
     *
     * @param x (batch, height, width, in)
     * @param kernel (window height, window width, in, out)
     * @return (batch, height of the result, width of the result, out), see {@link Sweep}
     * @throws DtypeMismatchException if the dtypes differ, or are not floating
     * @throws IllegalArgumentException if the shapes do not fit
     */
    @SameDtype
    @Floating
    public static Tensor conv2d(@SameDtype @Floating Operand x, @SameDtype @Floating Operand kernel, Sweep sweep) {
        return conv2d(x, kernel, null, null, sweep);
    }

    /**
     * The convolution of images with a kernel, plus a bias.
     *
     * @param x (batch, height, width, in)
     * @param kernel (window height, window width, in, out)
     * @param bias (out,)
     * @return (batch, height of the result, width of the result, out), see {@link Sweep}
     * @throws DtypeMismatchException if the dtypes differ, or are not floating
     * @throws IllegalArgumentException if the shapes do not fit
     */
    @SameDtype
    @Floating
    public static Tensor conv2d(
            @SameDtype @Floating Operand x,
            @SameDtype @Floating Operand kernel,
            @SameDtype @Floating Operand bias,
            Sweep sweep) {
        return conv2d(x, kernel, bias, null, sweep);
    }

    /** {@link #conv2d(Operand, Operand, Operand, Sweep)}, and then a function; in one op where the function allows it. */
    @SameDtype
    @Floating
    public static Tensor conv2d(
            @SameDtype @Floating Operand x,
            @SameDtype @Floating Operand kernel,
            @SameDtype @Floating Operand bias,
            Sweep sweep,
            Activation activation) {
        return conv2d(x, kernel, bias, activation, sweep);
    }

    private static Tensor conv2d(
            Operand x, Operand kernel, @Nullable Operand bias, @Nullable Activation activation, Sweep sweep) {
        String op = "conv2d";
        Tensor images = x.asTensor();
        Tensor weights = kernel.asTensor();
        requireImages(op, images);
        OperandChecks.requireSameDtype(op, "x", images, "kernel", kernel, weights);
        Shape taps = weights.shape();
        if (taps.rank() != 4 || taps.size(0) == 0 || taps.size(1) == 0) {
            throw new IllegalArgumentException(op + ": kernel has shape " + taps
                    + ", but needs four axes: (window height, window width, channels of x, channels of the result).");
        }
        if (taps.size(2) != images.shape().size(3)) {
            throw new IllegalArgumentException(op + ": shapes " + images.shape() + " and " + taps
                    + " do not fit: x has " + images.shape().size(3) + " channels, the kernel is for " + taps.size(2)
                    + ". Axes are (batch, height, width, channels) and (window height, window width, channels of x,"
                    + " channels of the result).");
        }
        int outHeight = sweep.outSize(op, images.shape(), 0, taps.size(0));
        int outWidth = sweep.outSize(op, images.shape(), 1, taps.size(1));
        Window window = sweep.window(images.shape(), taps.size(0), taps.size(1));
        Conv2d convolution = new Conv2d(window, outHeight, outWidth, Activation.within(activation));
        Tensor sum;
        if (bias == null) {
            sum = Tensor.apply(convolution, images, weights);
        } else {
            Tensor offset = bias.asTensor();
            OperandChecks.requireSameDtype(op, "x", images, "bias", bias, offset);
            OperandChecks.requireShape(op, "bias", offset, Shape.of(taps.size(3)));
            sum = Tensor.apply(convolution, images, weights, offset);
        }
        return Activation.behind(activation, sum);
    }

    /**
     * The largest pixel under each place of a window, channel by channel; NaN if one is NaN. Of pixels that tie, the first
     * has the gradient, as in PyTorch.
     *
     * @param x (batch, height, width, channels)
     * @param height of the window
     * @param width of the window
     * @return (batch, height of the result, width of the result, channels), see {@link Sweep}
     * @throws DtypeMismatchException if x is not floating
     * @throws IllegalArgumentException if x has not four axes, the window does not fit, a place of it is all padding, or the
     *     sweep is dilated
     */
    @SameDtype
    @Floating
    public static Tensor maxPool2d(@SameDtype @Floating Operand x, int height, int width, Sweep sweep) {
        return pool(PoolingOp.MAX, x, height, width, sweep);
    }

    /**
     * The mean of the pixels under each place of a window, channel by channel. Padding is not counted, as in Keras.
     *
     * @param x (batch, height, width, channels)
     * @param height of the window
     * @param width of the window
     * @return (batch, height of the result, width of the result, channels), see {@link Sweep}
     * @throws DtypeMismatchException if x is not floating
     * @throws IllegalArgumentException if x has not four axes, the window does not fit, a place of it is all padding, or the
     *     sweep is dilated
     */
    @SameDtype
    @Floating
    public static Tensor avgPool2d(@SameDtype @Floating Operand x, int height, int width, Sweep sweep) {
        return pool(PoolingOp.MEAN, x, height, width, sweep);
    }

    private static Tensor pool(PoolingOp pooling, Operand x, int height, int width, Sweep sweep) {
        String op = new Pool2d(pooling, new Window(1, 1, 1, 1, 0, 0, 1, 1), 0, 0).name();
        Tensor images = x.asTensor();
        requireImages(op, images);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    op + ": a window of " + height + " x " + width + " pixels: both must be 1 or more.");
        }
        if (sweep.isDilated()) {
            throw new IllegalArgumentException(
                    op + ": the sweep is dilated (" + sweep + "); a pooling has no dilation.");
        }
        int outHeight = sweep.outSize(op, images.shape(), 0, height);
        int outWidth = sweep.outSize(op, images.shape(), 1, width);
        if (!sweep.leavesAPixelInEach(images.shape(), height, width)) {
            throw new IllegalArgumentException(op + ": with the padding of the sweep (" + sweep + "), a window of "
                    + height + " x " + width + " pixels would have nothing but padding under it. Fix: less padding.");
        }
        Window window = sweep.window(images.shape(), height, width);
        return Tensor.apply(new Pool2d(pooling, window, outHeight, outWidth), images);
    }

    private static void requireImages(String op, Tensor x) {
        OperandChecks.requireFloating(op, "x", x);
        if (x.shape().rank() != 4) {
            throw new IllegalArgumentException(
                    op + ": x has shape " + x.shape() + ", but needs four axes: (batch, height, width, channels).");
        }
    }
}
