package dev.halfcaf;

import dev.halfcaf.device.Window;

/**
 * How the window of a convolution or a pooling is moved over an image: its padding, its strides, and how far its taps are
 * apart. Immutable; {@code Sweep.same().withStride(2)} is a new value.
 *
 * <p>With an axis of n pixels, a window that covers w of them (its size, or {@code (size - 1) * dilation + 1}), stride s
 * and padding p before and q behind, the result has {@code (n + p + q - w) / s + 1} pixels, rounded down. {@link #same}
 * pads so much that it has {@code n / s}, rounded up, and puts the odd pixel behind, as Keras and TensorFlow do.
 */
public final class Sweep {
    private static final Sweep VALID = new Sweep(false, new int[4], new int[] {1, 1}, new int[] {1, 1});
    private static final Sweep SAME = new Sweep(true, new int[4], new int[] {1, 1}, new int[] {1, 1});

    private final boolean same;
    /** Top, bottom, left, right. */
    private final int[] padding;
    /** Down, across. */
    private final int[] strides;

    private final int[] dilations;

    private Sweep(boolean same, int[] padding, int[] strides, int[] dilations) {
        this.same = same;
        this.padding = padding;
        this.strides = strides;
        this.dilations = dilations;
    }

    /** Stride 1, no padding: only where the window is inside the image. */
    public static Sweep valid() {
        return VALID;
    }

    /** Stride 1, and as much padding as keeps the image's size. */
    public static Sweep same() {
        return SAME;
    }

    /**
     * Stride 1, with this padding on all four sides.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Sweep padded(int pixels) {
        return padded(pixels, pixels, pixels, pixels);
    }

    /**
     * Stride 1, with this padding.
     *
     * @throws IllegalArgumentException if a side is negative
     */
    public static Sweep padded(int top, int bottom, int left, int right) {
        int[] padding = {top, bottom, left, right};
        for (int side : padding) {
            if (side < 0) {
                throw new IllegalArgumentException("A padding of " + side + " pixels: it must be 0 or more.");
            }
        }
        return new Sweep(false, padding, VALID.strides, VALID.dilations);
    }

    /** The same with this stride down and across. */
    public Sweep withStride(int stride) {
        return withStride(stride, stride);
    }

    /**
     * The same with these strides.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public Sweep withStride(int down, int across) {
        return new Sweep(same, padding, positive("stride", down, across), dilations);
    }

    /** The same with taps that are this far apart, down and across. */
    public Sweep withDilation(int dilation) {
        return withDilation(dilation, dilation);
    }

    /**
     * The same with taps that are so far apart.
     *
     * @throws IllegalArgumentException if a distance is not positive
     */
    public Sweep withDilation(int down, int across) {
        return new Sweep(same, padding, strides, positive("dilation", down, across));
    }

    private static int[] positive(String what, int down, int across) {
        if (down < 1 || across < 1) {
            throw new IllegalArgumentException(
                    "A " + what + " of " + Math.min(down, across) + ": it must be 1 or more.");
        }
        return new int[] {down, across};
    }

    boolean isDilated() {
        return dilations[0] > 1 || dilations[1] > 1;
    }

    /** The window over images of that shape, (batch, height, width, channels). */
    Window window(Shape images, int height, int width) {
        return new Window(
                height,
                width,
                strides[0],
                strides[1],
                before(images, 0, height),
                before(images, 1, width),
                dilations[0],
                dilations[1]);
    }

    /** The pixels of the result down (0) or across (1). */
    int outSize(String op, Shape images, int axis, int size) {
        int pixels = images.size(axis + 1);
        if (same) {
            return (int) ((pixels + strides[axis] - 1L) / strides[axis]);
        }
        long slack = (long) pixels + padding[2 * axis] + padding[2 * axis + 1] - covered(axis, size);
        if (slack < 0) {
            throw new IllegalArgumentException(op + ": the window covers " + covered(axis, size) + " pixels "
                    + (axis == 0 ? "down" : "across") + ", the images of shape " + images + " with their padding have "
                    + (slack + covered(axis, size)) + ". Fix: a smaller window, or padding, for example Sweep.same().");
        }
        return Math.toIntExact(slack / strides[axis] + 1);
    }

    /** Whether every place of a window has a pixel under it: then padding is smaller than the window on each side. */
    boolean leavesAPixelInEach(Shape images, int height, int width) {
        boolean empty = images.size(1) == 0 || images.size(2) == 0;
        return (same || !empty)
                && padding[0] < height
                && padding[1] < height
                && padding[2] < width
                && padding[3] < width;
    }

    private int before(Shape images, int axis, int size) {
        if (!same) {
            return padding[2 * axis];
        }
        int pixels = images.size(axis + 1);
        long last = (outSize("", images, axis, size) - 1L) * strides[axis];
        return (int) (Math.max(last + covered(axis, size) - pixels, 0) / 2);
    }

    private long covered(int axis, int size) {
        return (size - 1L) * dilations[axis] + 1;
    }

    /** For example {@code same, stride 2 x 2}. */
    @Override
    public String toString() {
        String pads =
                same ? "same" : "padded " + padding[0] + ", " + padding[1] + ", " + padding[2] + ", " + padding[3];
        return pads + ", stride " + strides[0] + " x " + strides[1]
                + (isDilated() ? ", dilation " + dilations[0] + " x " + dilations[1] : "");
    }
}
