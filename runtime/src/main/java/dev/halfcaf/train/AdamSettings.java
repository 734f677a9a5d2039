package dev.halfcaf.train;

import dev.halfcaf.Variable;
import dev.halfcaf.device.AdamStep;
import java.util.List;
import java.util.function.Predicate;

/**
 * What Adam and AdamW have in common: the settings, and the update with them.
 *
 * @param weightDecay decoupled from the gradient; 0 for Adam
 * @param decays which variables decay
 */
record AdamSettings(
        LearningRate learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        Predicate<? super Variable> decays) {
    static final List<String> SLOTS = List.of("first_moment", "second_moment");

    AdamSettings {
        Require.fraction("beta1", beta1);
        Require.fraction("beta2", beta2);
        Require.atLeast("epsilon", epsilon, 0);
        Require.atLeast("weightDecay", weightDecay, 0);
    }

    /** The betas and epsilon that Kingma and Ba propose, as PyTorch has them. */
    static AdamSettings of(LearningRate learningRate, double weightDecay) {
        return new AdamSettings(learningRate, 0.9, 0.999, 1e-8, weightDecay, variable -> true);
    }

    AdamSettings withBetas(double beta1, double beta2) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, decays);
    }

    AdamSettings withEpsilon(double epsilon) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, decays);
    }

    AdamSettings withWeightDecay(double weightDecay) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, decays);
    }

    AdamSettings withDecayOnly(Predicate<? super Variable> which) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, which);
    }

    void update(VariableUpdate update, double rate, long step) {
        double decay = decays.test(update.of()) ? weightDecay : 0;
        update.master()
                .device()
                .adam(
                        AdamStep.of(rate, beta1, beta2, epsilon, decay, step, update.factor()),
                        update.gradient(),
                        update.master(),
                        update.slots().get(0),
                        update.slots().get(1),
                        update.copy());
    }
}
