package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Members;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicySource;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.CastingDense;
import dev.halfcaf.handwritten.Dense;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.PlainTrainStep;
import dev.halfcaf.train.ScaledTrainStep;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Tape;

/** A model with all that a checkpoint has to carry: trained and other variables, an integer, and random numbers. */
final class NoisyModel extends Model {
    static final int INPUTS = 5;
    static final int CLASSES = 3;

    final Dense hidden = new CastingDense(INPUTS, 16);
    final Dense logits = new CastingDense(16, CLASSES);
    final Variable mean = Variable.of("mean", Shape.of(INPUTS), Initializer.zeros());
    final Variable batches = Variable.of("batches", Shape.scalar(), Initializer.zeros());

    NoisyModel(String policy) {
        adopt(1, PolicySource.surroundings(), Policy.of(policy));
    }

    static NoisyModel initialized(String policy, long seed) {
        NoisyModel model = new NoisyModel(policy);
        model.initialize(seed);
        return model;
    }

    Tensor forward(Tensor input) {
        if (isTraining()) {
            // Clipped, so that an infinite batch is forgotten again.
            Tensor full = input.cast(mean.dtype()).clip(-3, 3);
            mean.assign(mean.value().mul(0.9).add(full.mean(0).mul(0.1)));
            batches.assign(batches.value().add(1));
        }
        Tensor x = castInput(input.sub(mean.value().cast(input.dtype())));
        Tensor active = hidden.forward(x).tanh();
        if (isTraining()) {
            Tensor kept = Tensor.randomUniform(active.shape(), Dtype.FLOAT32, random())
                    .gt(0.3)
                    .cast(active.dtype());
            active = active.mul(kept);
        }
        return logits.forward(active);
    }

    Tensor loss(Tensor output, Tensor labels) {
        return Losses.softmaxCrossEntropy(output, labels);
    }

    @Override
    protected void members(Members members) {
        members.layer("hidden", hidden);
        members.layer("logits", logits);
        members.variable(mean).nonTrainable().noAutocast();
        members.variable(batches).dtype(Dtype.INT64);
    }

    /** The step of a policy that scales, or may do so. */
    static final class Scaled extends ScaledTrainStep {
        private final NoisyModel model;

        Scaled(NoisyModel model, Optimizer optimizer, LossScale lossScale) {
            super(1, model, optimizer, lossScale);
            this.model = model;
        }

        StepResult run(Tensor x, Tensor labels) {
            return apply(gradients(x, labels));
        }

        private Gradients gradients(Tensor x, Tensor labels) {
            try (Tape tape = Tape.open(model)) {
                return gradients(tape, model.loss(lossInput(model.forward(x)), labels));
            }
        }
    }

    /** The step of a policy that does not. */
    static final class Plain extends PlainTrainStep {
        private final NoisyModel model;

        Plain(NoisyModel model, Optimizer optimizer) {
            super(1, model, optimizer);
            this.model = model;
        }

        StepResult run(Tensor x, Tensor labels) {
            return apply(gradients(x, labels));
        }

        private Gradients gradients(Tensor x, Tensor labels) {
            try (Tape tape = Tape.open(model)) {
                return gradients(tape, model.loss(lossInput(model.forward(x)), labels));
            }
        }
    }
}
