package dev.halfcaf.train;

import dev.halfcaf.device.SgdStep;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum and Nesterov's form of it if asked, in PyTorch's formulas: see {@link
 * SgdStep}.
 */
public final class Sgd extends Optimizer {
    private final LearningRate learningRate;
    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;

    private Sgd(LearningRate learningRate, double momentum, boolean nesterov, double weightDecay) {
        super(learningRate);
        Require.fraction("momentum", momentum);
        Require.atLeast("weightDecay", weightDecay, 0);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov needs a momentum above 0; withMomentum(0.9) is usual.");
        }
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.weightDecay = weightDecay;
    }

    /** Plain gradient descent. */
    public static Sgd withLearningRate(double rate) {
        return withLearningRate(LearningRate.constant(rate));
    }

    /** Plain gradient descent. */
    public static Sgd withLearningRate(LearningRate rate) {
        return new Sgd(rate, 0, false, 0);
    }

    /** A new optimizer with this momentum, at least 0 and below 1. */
    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay);
    }

    /** A new optimizer with Nesterov's momentum. */
    public Sgd withNesterov() {
        return new Sgd(learningRate, momentum, true, weightDecay);
    }

    /** A new optimizer that adds this times the variable to its gradient: an L2 penalty. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay);
    }

    @Override
    List<String> slotNames() {
        return momentum == 0 ? List.of() : List.of("velocity");
    }

    @Override
    void update(VariableUpdate update, double rate, long step) {
        update.variable()
                .device()
                .sgd(
                        new SgdStep(rate, momentum, nesterov, weightDecay, update.factor()),
                        update.gradient(),
                        update.variable(),
                        update.slots().isEmpty() ? null : update.slots().get(0),
                        update.copy());
    }
}
