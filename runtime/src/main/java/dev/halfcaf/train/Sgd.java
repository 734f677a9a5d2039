package dev.halfcaf.train;

import dev.halfcaf.Variable;
import dev.halfcaf.device.SgdStep;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stochastic gradient descent, with momentum and Nesterov's form of it if asked, in PyTorch's formulas: see {@link
 * SgdStep}.
 */
public final class Sgd extends Optimizer {
    private final LearningRate learningRate;
    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;
    private final Predicate<? super Variable> decays;

    private Sgd(
            LearningRate learningRate,
            double momentum,
            boolean nesterov,
            double weightDecay,
            Predicate<? super Variable> decays) {
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
        this.decays = decays;
    }

    /** Plain gradient descent. */
    public static Sgd withLearningRate(double rate) {
        return withLearningRate(LearningRate.constant(rate));
    }

    /** Plain gradient descent. */
    public static Sgd withLearningRate(LearningRate rate) {
        return new Sgd(rate, 0, false, 0, variable -> true);
    }

    /** A new optimizer with this momentum, at least 0 and below 1. */
    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, decays);
    }

    /** A new optimizer with Nesterov's momentum. */
    public Sgd withNesterov() {
        return new Sgd(learningRate, momentum, true, weightDecay, decays);
    }

    /** A new optimizer that adds this times the variable to its gradient: an L2 penalty. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, decays);
    }

    /**
     * A new optimizer under which only these variables have the penalty, for example {@code withDecayOnly(v ->
     * v.shape().rank() > 1)}: kernels, but neither biases nor the scales of a normalisation.
     */
    public Sgd withDecayOnly(Predicate<? super Variable> which) {
        return new Sgd(learningRate, momentum, nesterov, weightDecay, which);
    }

    @Override
    List<String> slotNames() {
        return momentum == 0 ? List.of() : List.of("velocity");
    }

    @Override
    void update(VariableUpdate update, double rate, long step) {
        double decay = decays.test(update.of()) ? weightDecay : 0;
        update.master()
                .device()
                .sgd(
                        new SgdStep(rate, momentum, nesterov, decay, update.factor()),
                        update.gradient(),
                        update.master(),
                        update.slots().isEmpty() ? null : update.slots().get(0),
                        update.copy());
    }
}
