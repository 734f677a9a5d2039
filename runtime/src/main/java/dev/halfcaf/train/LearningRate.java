package dev.halfcaf.train;

/**
 * The learning rate as a function of the updates made: skipped steps do not count. Schedules are put together of parts:
 *
 * <pre>{@code
 * LearningRate.cosine(1e-3, 1e-5, 9_000).withWarmup(1_000)                       // up to 1e-3, then down to 1e-5
 * LearningRate.constant(1e-3).until(500, LearningRate.exponential(1e-3, 0.999))  // two after each other
 * }</pre>
 */
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

    /**
     * In a straight line from the first update's rate to that of update {@code steps}, where it stays.
     *
     * @throws IllegalArgumentException if a rate is negative or not finite, or there are fewer than 2 steps
     */
    static LearningRate linear(double from, double to, long steps) {
        Require.atLeast("from", from, 0);
        Require.atLeast("to", to, 0);
        Require.atLeast("steps", steps, 2);
        return step -> step >= steps ? to : from + (to - from) * (double) (step - 1) / (double) (steps - 1);
    }

    /**
     * Half a cosine from the first update's rate down to that of update {@code steps}, where it stays (Loshchilov and Hutter,
     * "SGDR", ICLR 2017, without restarts).
     *
     * @throws IllegalArgumentException if a rate is negative or not finite, or there are fewer than 2 steps
     */
    static LearningRate cosine(double from, double to, long steps) {
        Require.atLeast("from", from, 0);
        Require.atLeast("to", to, 0);
        Require.atLeast("steps", steps, 2);
        // StrictMath: a schedule gives the same bits on every machine.
        return step -> step >= steps
                ? to
                : to + (from - to) * (1 + StrictMath.cos(Math.PI * (double) (step - 1) / (double) (steps - 1))) / 2;
    }

    /**
     * Multiplied by {@code factor} after each {@code interval} updates: in steps.
     *
     * @throws IllegalArgumentException if the rate or the factor is negative or not finite, or the interval is below 1
     */
    static LearningRate stepwise(double from, double factor, long interval) {
        Require.atLeast("from", from, 0);
        Require.atLeast("factor", factor, 0);
        Require.atLeast("interval", interval, 1);
        return step -> from * StrictMath.pow(factor, (double) ((step - 1) / interval));
    }

    /**
     * Multiplied by {@code factor} after each update.
     *
     * @throws IllegalArgumentException if the rate or the factor is negative or not finite
     */
    static LearningRate exponential(double from, double factor) {
        return stepwise(from, factor, 1);
    }

    /**
     * This schedule after a warm-up, in which the rate goes in a straight line from a share of this schedule's first rate up to
     * all of it: update {@code n} of the warm-up has {@code n / steps} of it. This schedule begins at its own update 1 when the
     * warm-up is over.
     *
     * @throws IllegalArgumentException if there is no step
     */
    default LearningRate withWarmup(long steps) {
        Require.atLeast("steps", steps, 1);
        return step -> step <= steps ? at(1) * (double) step / (double) steps : at(step - steps);
    }

    /**
     * This schedule for so many updates, then another one, which begins at its own update 1.
     *
     * @throws IllegalArgumentException if there is no step
     */
    default LearningRate until(long steps, LearningRate then) {
        Require.atLeast("steps", steps, 1);
        return step -> step <= steps ? at(step) : then.at(step - steps);
    }
}
