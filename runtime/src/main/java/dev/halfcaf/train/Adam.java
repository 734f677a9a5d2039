package dev.halfcaf.train;

import java.util.List;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015), with betas 0.9 and 0.999 and epsilon 1e-8
 * unless set. The formula is at {@link dev.halfcaf.device.AdamStep}.
 */
public final class Adam extends Optimizer {
    private final AdamSettings settings;

    private Adam(AdamSettings settings) {
        super(settings.learningRate());
        this.settings = settings;
    }

    /** Adam with this learning rate; 1e-3 is usual. */
    public static Adam withLearningRate(double rate) {
        return withLearningRate(LearningRate.constant(rate));
    }

    /** Adam with a learning rate that changes. */
    public static Adam withLearningRate(LearningRate rate) {
        return new Adam(AdamSettings.of(rate, 0));
    }

    /** A new optimizer with these decay rates of the moments, each at least 0 and below 1. */
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(settings.withBetas(beta1, beta2));
    }

    /** A new optimizer with this number in the denominator, at least 0. */
    public Adam withEpsilon(double epsilon) {
        return new Adam(settings.withEpsilon(epsilon));
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
