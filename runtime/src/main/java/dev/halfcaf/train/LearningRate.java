package dev.halfcaf.train;

/** The learning rate as a function of the updates made: skipped steps do not count. */
@FunctionalInterface
public interface LearningRate {
    /**
     * The rate of an update.
     *
     * @param step the number of the update, from 1
     */
    double at(long step);

    /**
     * The same rate throughout.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    static LearningRate constant(double rate) {
        Require.atLeast("learningRate", rate, 0);
        return step -> rate;
    }
}
