package bare_model;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;

/** A bare model: its loss is in full precision, whatever its policy is. */
@DtypePolicy
abstract class BareModel extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 4), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, Tensor targets, @Int32 Tensor labels) {
        Tensor first = Losses.meanSquaredError(logits, targets);
        Tensor second = Losses.softmaxCrossEntropy(logits, labels);
        return first.add(second.mul(0.5));
    }
}
