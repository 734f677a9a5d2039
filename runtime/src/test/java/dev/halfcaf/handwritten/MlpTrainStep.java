package dev.halfcaf.handwritten;

import dev.halfcaf.Tensor;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.ScaledTrainStep;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Tape;

public final class MlpTrainStep extends ScaledTrainStep {
    private final Mlp model;

    public MlpTrainStep(Mlp model, Optimizer optimizer) {
        super(1, model, optimizer);
        this.model = model;
    }

    public MlpTrainStep(Mlp model, Optimizer optimizer, LossScale lossScale) {
        super(1, model, optimizer, lossScale);
        this.model = model;
    }

    public StepResult run(Tensor x, Tensor labels) {
        return apply(gradients(x, labels));
    }

    public Gradients gradients(Tensor x, Tensor labels) {
        try (Tape tape = Tape.open(model)) {
            Tensor logits = lossInput(model.forward(x));
            return gradients(tape, model.loss(logits, labels));
        }
    }
}
