package dev.halfcaf.train;

import dev.halfcaf.Tensor;

/**
 * A loss that is to be differentiated with a loss scale. It has no number to print: the product is never formed, since the
 * backward pass starts from the scale itself, which is the gradient of {@code scale * loss} with respect to the loss.
 */
public final class ScaledLoss {
    private final Tensor loss;
    private final ScaleInForce scale;

    ScaledLoss(Tensor loss, ScaleInForce scale) {
        this.loss = loss;
        this.scale = scale;
    }

    /** The loss itself, without the scale: what to log. */
    public Tensor unscaled() {
        return loss;
    }

    /** The factor; 1 without scaling. */
    public double scale() {
        return scale.value();
    }

    ScaleInForce scaleInForce() {
        return scale;
    }
}
