package dev.halfcaf.sample.data;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images with their labels. A pixel stays one byte until a batch needs it as a number: the 60,000 images of Fashion-MNIST
 * take 47 MB this way, a quarter of what they would as float32.
 */
public final class Examples {
    /** Images in one batch of {@link #inOrder}. */
    private static final int LARGE_BATCH = 1000;

    private final byte[] pixels;
    private final byte[] labels;
    private final int pixelsPerImage;
    private final float white;

    /**
     * Keeps both arrays, without a copy.
     *
     * @param pixels one image after the other, each pixel an unsigned byte
     * @param labels one unsigned byte for each image
     * @param white the brightest value a pixel can have, which becomes 1
     */
    Examples(byte[] pixels, byte[] labels, int pixelsPerImage, int white) {
        if (pixels.length != labels.length * pixelsPerImage) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + pixelsPerImage + " pixels.");
        }
        this.pixels = pixels;
        this.labels = labels;
        this.pixelsPerImage = pixelsPerImage;
        this.white = white;
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The number of pixels of each image. */
    public int pixelsPerImage() {
        return pixelsPerImage;
    }

    /** The labels that occur are below this. */
    int classes() {
        int largest = 0;
        for (byte label : labels) {
            largest = Math.max(largest, Byte.toUnsignedInt(label));
        }
        return largest + 1;
    }

    /** A batch of the images with these numbers, in this order. */
    public Batch batch(int... images) {
        float[] batchPixels = new float[images.length * pixelsPerImage];
        int[] batchLabels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            int from = images[i] * pixelsPerImage;
            for (int pixel = 0; pixel < pixelsPerImage; pixel++) {
                batchPixels[i * pixelsPerImage + pixel] = Byte.toUnsignedInt(pixels[from + pixel]) / white;
            }
            batchLabels[i] = Byte.toUnsignedInt(labels[images[i]]);
        }
        return new Batch(
                Tensor.of(batchPixels, Shape.of(images.length, pixelsPerImage)),
                Tensor.of(batchLabels, Shape.of(images.length)));
    }

    /** All images, in order, in large batches: for measuring a model, not for training one. */
    public List<Batch> inOrder() {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < size(); from += LARGE_BATCH) {
            batches.add(batch(
                    IntStream.range(from, Math.min(from + LARGE_BATCH, size())).toArray()));
        }
        return batches;
    }

    /** The images with these numbers, by themselves. */
    Examples select(int[] images) {
        byte[] selectedPixels = new byte[images.length * pixelsPerImage];
        byte[] selectedLabels = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * pixelsPerImage, selectedPixels, i * pixelsPerImage, pixelsPerImage);
            selectedLabels[i] = labels[images[i]];
        }
        return new Examples(selectedPixels, selectedLabels, pixelsPerImage, Math.round(white));
    }
}
