package dev.halfcaf.train;

/**
 * The loss scale of one loss.
 *
 * @param owner the scale that waits for the step's result
 * @param value the factor; 1 without scaling
 */
record ScaleInForce(LossScale owner, double value) {

    /** Whether there is no scaling, and so nothing to undo and no check to make. */
    boolean isNone() {
        return owner.isNone();
    }

    boolean skipsNonFinite() {
        return owner.skipsNonFinite();
    }
}
