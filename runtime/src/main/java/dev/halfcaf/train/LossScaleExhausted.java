package dev.halfcaf.train;

/**
 * The loss scale cannot go lower, and the gradients are still not finite, step after step: what makes them so is in the
 * model or the data, and no loss scale helps. The message names the first variable and op.
 */
public final class LossScaleExhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    LossScaleExhausted(String message) {
        super(message);
    }
}
