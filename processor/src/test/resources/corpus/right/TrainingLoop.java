// policies: float32, mixed_float16, mixed_bfloat16
package training_loop;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Tape;
import java.util.List;

/** A loop of one's own: the loss in float32, gradients in the order that the types give. */
@DtypePolicy("POLICY")
abstract class LoopClassifier extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(64, 10), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}

final class TrainingLoop {
    private final LoopClassifier model = new CastingLoopClassifier();
    private final Optimizer optimizer = Adam.withLearningRate(1e-3);
    private final LossScale lossScale = LossScale.dynamic();

    double epoch(List<Tensor> batches, @Int32 List<Tensor> labels) {
        double total = 0;
        for (int i = 0; i < batches.size(); i++) {
            try (Tape tape = Tape.open(model)) {
                Tensor logits = model.forward(batches.get(i)).cast(Dtype.FLOAT32);
                Tensor loss = model.loss(logits, labels.get(i));
                Gradients gradients = tape.gradients(lossScale.scale(loss)).unscale();
                StepResult result = lossScale.update(optimizer.apply(gradients));
                total += result.loss();
            }
        }
        return total / batches.size();
    }

    StepResult regress(Tensor x, @Float32 Tensor wanted) {
        try (Tape tape = Tape.open(model)) {
            Tensor error = model.forward(x).cast(wanted.dtype()).sub(wanted);
            Tensor loss = error.square().mean();
            return lossScale.update(
                    optimizer.apply(tape.gradients(lossScale.scale(loss)).unscale()));
        }
    }

    static StepResult step(LoopClassifier model, Optimizer optimizer, Tensor x, @Int64 Tensor labels) {
        LossScale none = LossScale.none();
        try (Tape tape = Tape.open(model)) {
            var logits = model.forward(x);
            var loss = Losses.softmaxCrossEntropy(logits.cast(Dtype.FLOAT32), labels);
            return none.update(optimizer.apply(tape.gradients(none.scale(loss)).unscale()));
        }
    }
}
