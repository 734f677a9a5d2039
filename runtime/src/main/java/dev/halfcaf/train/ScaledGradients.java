package dev.halfcaf.train;

import dev.halfcaf.autograd.GradientBuffers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gradients of a scaled loss: the one thing to do with them is to {@link #unscale} them. */
public final class ScaledGradients {
    private final ScaleInForce scale;
    private final double loss;
    private final List<Gradient> gradients;
    private final GradientBuffers buffers;
    private final Supplier<@Nullable String> firstNonFiniteOp;
    private boolean unscaled;

    ScaledGradients(
            ScaledLoss loss,
            List<Gradient> gradients,
            GradientBuffers buffers,
            Supplier<@Nullable String> firstNonFiniteOp) {
        this.scale = loss.scaleInForce();
        // Read while the tape is surely open; unscaling may come later.
        this.loss = loss.unscaled().item();
        this.gradients = gradients;
        this.buffers = buffers;
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
        if (scale.isNone()) {
            return new Gradients(gradients, loss, scale, FiniteVerdict.FINITE, buffers);
        }
        List<Gradient> results = gradients.stream()
                .map(gradient -> gradient.times(1 / scale.value()))
                .toList();
        return new Gradients(results, loss, scale, verdict(results), buffers);
    }

    private FiniteVerdict verdict(List<Gradient> results) {
        for (Gradient gradient : results) {
            if (!gradient.isFinite()) {
                return new FiniteVerdict(
                        scale.skipsNonFinite(), gradient.variable().path(), firstNonFiniteOp.get());
            }
        }
        return FiniteVerdict.FINITE;
    }
}
