package dev.halfcaf.sample.training;

import dev.halfcaf.LossScaling;
import java.util.OptionalDouble;

/**
 * Where a run stands after a step.
 *
 * @param epoch the epoch of this step, from 1
 * @param epochs the epochs of the run
 * @param step the steps done
 * @param steps the steps of the run
 * @param loss the mean loss of this epoch so far
 * @param accuracy the share of test images told right at the end of an epoch; before the first one ends, empty
 * @param lossScaling how the loss is scaled
 * @param lossScale the loss scale of the next step
 * @param skipped the steps skipped so far
 */
public record Progress(
        int epoch,
        int epochs,
        long step,
        long steps,
        double loss,
        OptionalDouble accuracy,
        LossScaling lossScaling,
        double lossScale,
        long skipped) {

    /** The share of the run that is done, in percent. */
    public int percent() {
        return (int) (100 * step / steps);
    }

    /** Whether this was the run's last step. */
    public boolean isLast() {
        return step == steps;
    }
}
