package dev.halfcaf.train;

import dev.halfcaf.device.AdamStep;
import java.util.List;

/**
 * What Adam and AdamW have in common: the settings, and the update with them.
 *
 * @param weightDecay decoupled from the gradient; 0 for Adam
 */
record AdamSettings(LearningRate learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
    static final List<String> SLOTS = List.of("first_moment", "second_moment");

    AdamSettings {
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.atLeast("epsilon", epsilon, 0);
        Require.atLeast("weightDecay", weightDecay, 0);
    }

    /** The betas and epsilon that Kingma and Ba propose, as PyTorch has them. */
    static AdamSettings of(LearningRate learningRate, double weightDecay) {
        return new AdamSettings(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }

    AdamSettings withBetas(double beta1, double beta2) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    AdamSettings withEpsilon(double epsilon) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    AdamSettings withWeightDecay(double weightDecay) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    void update(VariableUpdate update, double rate, long step) {
        update.variable()
                .device()
                .adam(
                        AdamStep.of(rate, beta1, beta2, epsilon, weightDecay, step, update.factor()),
                        update.gradient(),
                        update.variable(),
                        update.slots().get(0),
                        update.slots().get(1),
                        update.copy());
    }
}
