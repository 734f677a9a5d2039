package dev.halfcaf.sample.training;

/**
 * How long and in which order a model is trained.
 *
 * @param epochs how often each image is seen
 * @param batchSize the images of one step
 * @param seed what the first values of the variables and the order of the images are drawn from
 */
public record TrainingOptions(int epochs, int batchSize, long seed) {
    /** What suits the digits. */
    public static final TrainingOptions DEFAULT = new TrainingOptions(30, 32, 0);
}
