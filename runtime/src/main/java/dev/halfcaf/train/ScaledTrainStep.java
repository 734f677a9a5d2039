package dev.halfcaf.train;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import org.jspecify.annotations.Nullable;

/** The base of generated train steps of models whose policy scales the loss, or may do so. */
public abstract non-sealed class ScaledTrainStep extends TrainStep {
    private final LossScale lossScale;

    /** A step with the loss scale of the model's policy, which is asked once, here. */
    protected ScaledTrainStep(int format, Layer model, Optimizer optimizer) {
        this(format, model, optimizer, null);
    }

    /** A step with a loss scale of its own; null for the one of the model's policy. */
    protected ScaledTrainStep(int format, Layer model, Optimizer optimizer, @Nullable LossScale lossScale) {
        super(format, model, optimizer);
        this.lossScale = lossScale == null ? LossScale.of(model.policy().lossScaling()) : lossScale;
    }

    /** The gradients of a loss that was computed under this tape. */
    protected final Gradients gradients(Tape tape, Tensor loss) {
        return tape.gradients(lossScale.scale(loss)).unscale();
    }

    @Override
    public final StepResult apply(Gradients gradients) {
        return lossScale.update(update(gradients));
    }

    /** The loss scale. */
    public final LossScale lossScale() {
        return lossScale;
    }

    @Override
    final LossScale.State lossScaleState() {
        return lossScale.state();
    }

    @Override
    final void restoreLossScale(LossScale.@Nullable State state) {
        if (state == null) {
            throw new IllegalArgumentException("The saved state has no loss scale; this step has one.");
        }
        lossScale.restore(state);
    }
}
