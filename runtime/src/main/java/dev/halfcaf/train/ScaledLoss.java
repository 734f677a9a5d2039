package dev.halfcaf.train;

import dev.halfcaf.Tensor;

/**
 * A loss that is to be differentiated with a loss scale. It has no number to print: the product is never formed, since the
 * backward pass starts from the scale itself, which is the gradient of {@code scale * loss} with respect to the loss.
 */
public final class ScaledLoss {
    private final Tensor loss;
    private final double scale;
    private final boolean skipsNonFinite;
    private final boolean unscaled;

    ScaledLoss(Tensor loss, double scale, boolean skipsNonFinite, boolean unscaled) {
        this.loss = loss;
        this.scale = scale;
        this.skipsNonFinite = skipsNonFinite;
        this.unscaled = unscaled;
    }

    /** The loss itself, without the scale: what to log. */
    public Tensor unscaled() {
        return loss;
    }

    /** The factor; 1 without scaling. */
    public double scale() {
        return scale;
    }

    boolean skipsNonFinite() {
        return skipsNonFinite;
    }

    /** Whether there is no scaling, and so nothing to undo and no check to make. */
    boolean isUnscaled() {
        return unscaled;
    }
}
