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
     * Takes the loss scale out, and looks in one reading pass whether all unscaled gradients are finite. The division itself
     * is left to the pass that uses them: the optimizer's. While the tape is open, it can be told which op's gradient was the
     * first that is not finite.
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
        List<Gradient> results = gradients.stream()
                .map(gradient -> gradient.times(1 / loss.scale()))
                .toList();
        String firstBad = null;
        for (Gradient gradient : results) {
            if (!gradient.isFinite()) {
                firstBad = gradient.variable().path();
                break;
            }
        }
        return new Gradients(
                results,
                lossValue,
                loss.scale(),
                loss.skipsNonFinite(),
                firstBad,
                firstBad == null ? null : firstNonFiniteOp.get());
    }
}
