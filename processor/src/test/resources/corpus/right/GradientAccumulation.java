// policies: float32, mixed_float16, mixed_bfloat16
package gradient_accumulation;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Sgd;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Tape;
import java.util.List;

/** Micro batches, evaluation and averaged weights around a loop of one's own. */
@DtypePolicy("POLICY")
abstract class Accumulated extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 2), Initializer.glorotUniform());
    @NonTrainable final Variable average = Variable.of("average", Shape.of(8, 2), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x.matmul(isTraining() ? kernel : average);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}

final class GradientAccumulation {
    private final Accumulated model = new CastingAccumulated();
    private final Optimizer optimizer = Sgd.withLearningRate(0.1).withMomentum(0.9);
    private final LossScale lossScale = LossScale.fixed(1024);

    StepResult step(List<Tensor> inputs, @Int32 List<Tensor> labels) {
        try (Tape tape = Tape.open(model)) {
            Tensor total = null;
            for (int i = 0; i < inputs.size(); i++) {
                Tensor logits = model.forward(inputs.get(i)).cast(Dtype.FLOAT32);
                Tensor loss = Losses.softmaxCrossEntropy(logits, labels.get(i)).div(inputs.size());
                total = total == null ? loss : total.add(loss);
            }
            StepResult result = optimizer.apply(tape.gradients(lossScale.scale(total)).unscale());
            model.average.assign(model.average.value().mul(0.999).add(model.kernel.value().mul(0.001)));
            return lossScale.update(result);
        }
    }

    double evaluate(List<Tensor> inputs, @Int32 List<Tensor> labels) {
        int right = 0;
        int seen = 0;
        for (int i = 0; i < inputs.size(); i++) {
            int[] best = model.forward(inputs.get(i)).argmax(-1).toIntArray();
            int[] wanted = labels.get(i).toIntArray();
            for (int j = 0; j < best.length; j++) {
                right += best[j] == wanted[j] ? 1 : 0;
                seen++;
            }
        }
        return (double) right / seen;
    }
}
