package dev.halfcaf.train;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gradients of a scaled loss: the one thing to do with them is to {@link #unscale} them. */
public final class ScaledGradients {
    private final ScaledLoss loss;
    private final double lossValue;
    private final List<Gradient> gradients;
    private final Supplier<@Nullable String> firstNonFiniteOp;
    private boolean unscaled;

    ScaledGradients(ScaledLoss loss, List<Gradient> gradients, Supplier<@Nullable String> firstNonFiniteOp) {
        this.loss = loss;
        // Read while the tape is surely open; unscaling may come later.
        this.lossValue = loss.unscaled().item();
        this.gradients = gradients;
        this.firstNonFiniteOp = firstNonFiniteOp;
    }

    /**
     * Divides by the loss scale, in float32, and looks in the same pass whether all gradients are finite. While the tape
     * is open, it can be told which op's gradient was the first that is not.
     *
     * @throws IllegalStateException if these gradients were unscaled before
     */
    public Gradients unscale() {
        if (unscaled) {
            throw new IllegalStateException(
                    "These gradients are unscaled already: dividing by the loss scale twice would make them too small. "
                            + "Keep the Gradients that the first unscale() returned.");
        }
        unscaled = true;
        if (loss.isUnscaled()) {
            return new Gradients(gradients, lossValue, 1, false, null, null);
        }
        String firstBad = null;
        for (Gradient gradient : gradients) {
            boolean finite = gradient.array().device().scaleAndCheck(gradient.array(), 1 / loss.scale());
            if (!finite && firstBad == null) {
                firstBad = gradient.variable().path();
            }
        }
        return new Gradients(
                gradients,
                lossValue,
                loss.scale(),
                loss.skipsNonFinite(),
                firstBad,
                firstBad == null ? null : firstNonFiniteOp.get());
    }
}
