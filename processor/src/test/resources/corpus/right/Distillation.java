// policies: float32, mixed_float16, mixed_bfloat16
package distillation;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.train.StepResult;

/** A student that learns from a teacher: probabilities in float32 on both sides. */
@DtypePolicy("POLICY")
abstract class Student extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(16, 4), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, Tensor teacher, @Int32 Tensor labels) {
        Tensor soft = teacher.div(4).softmax(-1);
        Tensor first = Losses.softmaxCrossEntropyWithProbabilities(logits.div(4), soft);
        Tensor second = Losses.softmaxCrossEntropy(logits, labels);
        return first.mul(0.7 * 16).add(second.mul(0.3));
    }
}

final class Distillation {
    static StepResult step(StudentTrainStep step, Student teacher, Tensor x, @Int32 Tensor labels) {
        Tensor wanted = teacher.forward(x).detach();
        return step.run(x, wanted, labels);
    }
}
