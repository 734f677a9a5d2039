package dev.halfcaf.train;

import dev.halfcaf.Variable;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019): 0.01
 * unless set, as in PyTorch. All trainable variables decay, unless {@link #withDecayOnly} chooses.
 */
public final class AdamW extends Optimizer {
    private final AdamSettings settings;

    private AdamW(AdamSettings settings) {
        super(settings.learningRate());
        this.settings = settings;
    }

    /** AdamW with this learning rate; 1e-3 is usual. */
    public static AdamW withLearningRate(double rate) {
        return withLearningRate(LearningRate.constant(rate));
    }

    /** AdamW with a learning rate that changes. */
    public static AdamW withLearningRate(LearningRate rate) {
        return new AdamW(AdamSettings.of(rate, 0.01));
    }

    /** A new optimizer with this weight decay, at least 0. */
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(settings.withWeightDecay(weightDecay));
    }

    /**
     * A new optimizer under which only these variables decay, for example {@code withDecayOnly(v -> v.shape().rank() > 1)}:
     * kernels, but neither biases nor the scales of a normalisation.
     */
    public AdamW withDecayOnly(Predicate<? super Variable> which) {
        return new AdamW(settings.withDecayOnly(which));
    }

    /** A new optimizer with these decay rates of the moments, each at least 0 and below 1. */
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(settings.withBetas(beta1, beta2));
    }

    /** A new optimizer with this number in the denominator, at least 0. */
    public AdamW withEpsilon(double epsilon) {
        return new AdamW(settings.withEpsilon(epsilon));
    }

    @Override
    List<String> slotNames() {
        return AdamSettings.SLOTS;
    }

    @Override
    void update(VariableUpdate update, double rate, long step) {
        settings.update(update, rate, step);
    }
}
