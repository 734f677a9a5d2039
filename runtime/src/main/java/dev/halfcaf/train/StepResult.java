package dev.halfcaf.train;

import org.jspecify.annotations.Nullable;

/**
 * What one training step came to.
 *
 * @param loss the unscaled loss; it may be infinite or NaN
 * @param applied whether the variables were updated; else the step was skipped, because a gradient was not finite
 * @param scaleBefore the loss scale with which the gradients were computed; 1 without scaling
 * @param scaleAfter the loss scale of the next step
 * @param firstNonFiniteVariable the path of the first variable, in the model's order, whose gradient was not finite; null
 *     if all were
 * @param firstNonFiniteOp the first op of the backward pass whose gradient was not finite; null if all were
 */
public record StepResult(
        double loss,
        boolean applied,
        double scaleBefore,
        double scaleAfter,
        @Nullable String firstNonFiniteVariable,
        @Nullable String firstNonFiniteOp) {

    /** Whether the step was not applied. */
    public boolean skipped() {
        return !applied;
    }

    /** Whether the loss is a number. */
    public boolean lossIsFinite() {
        return Double.isFinite(loss);
    }

    StepResult withScaleAfter(double scale) {
        return new StepResult(loss, applied, scaleBefore, scale, firstNonFiniteVariable, firstNonFiniteOp);
    }
}
