package dev.halfcaf.train;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated train steps of models whose policy does not scale the loss. Every step is applied; {@link
 * StepResult#lossIsFinite} tells whether its loss was a number.
 */
public abstract non-sealed class PlainTrainStep extends TrainStep {
    protected PlainTrainStep(int format, Layer model, Optimizer optimizer) {
        super(format, model, optimizer);
    }

    /** The gradients of a loss that was computed under this tape. */
    protected final Gradients gradients(Tape tape, Tensor loss) {
        return tape.gradients(LossScale.none().scale(loss)).unscale();
    }

    @Override
    public final StepResult apply(Gradients gradients) {
        return update(gradients);
    }

    @Override
    final LossScale.@Nullable State lossScaleState() {
        return null;
    }

    @Override
    final void restoreLossScale(LossScale.@Nullable State state) {
        if (state != null) {
            throw new IllegalArgumentException("The saved state has a loss scale; this step has none.");
        }
    }
}
