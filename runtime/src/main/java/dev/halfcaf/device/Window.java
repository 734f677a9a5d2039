package dev.halfcaf.device;

/**
 * A window of {@code height} x {@code width} taps that is moved over an image in strides. Tap (i, j) of the window at
 * output (y, x) is pixel {@code (y * strideHeight - top + i * dilationHeight, x * strideWidth - left + j *
 * dilationWidth)}; where that is outside the image, the tap is padding.
 */
public record Window(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int top,
        int left,
        int dilationHeight,
        int dilationWidth) {}
