package step_inputs;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** What goes into a generated train step. */
@DtypePolicy("mixed_float16")
abstract class StepInputs extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}

final class Steps {
    static void run(StepInputsTrainStep step, Tensor x, @Int32 Tensor labels, @Float32 Tensor wrong) {
        step.run(x, labels);
        // error@21: [IndexDtype] run: labels are float32, but must be int32
        step.run(x, wrong);
        step.run(wrong, labels);
    }
}
