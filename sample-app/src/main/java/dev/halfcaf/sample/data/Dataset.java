package dev.halfcaf.sample.data;

/**
 * Images to train on, and others of the same kind to test on.
 *
 * @param description what the images are, as the program's first lines say it
 * @param training the images to train on
 * @param test the images that no training step sees
 */
public record Dataset(String description, Examples training, Examples test) {
    /** The number of pixels of each image. */
    public int pixelsPerImage() {
        return training.pixelsPerImage();
    }

    /** The number of classes: labels are from 0 to one less. */
    public int classes() {
        return Math.max(training.classes(), test.classes());
    }
}
