package dev.halfcaf.sample.data;

import java.util.Locale;

/**
 * Images to train on, and others of the same kind to test on.
 *
 * @param description what the images are, as the program's first lines say it
 * @param training the images to train on
 * @param test the images that no training step sees
 */
public record ImageData(String description, Images training, Images test) {
    /** The number of classes: labels are from 0 to one less. */
    public int classes() {
        return Math.max(training.classes(), test.classes());
    }

    /** The description and the numbers, in one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s; %,d to learn from, %,d held out for the test",
                description,
                training.size(),
                test.size());
    }
}
