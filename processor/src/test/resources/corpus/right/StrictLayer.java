// options: strict
package strict_layer;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import java.util.List;

/** A whole model under strict: everything has a dtype. */
@DtypePolicy
abstract class StrictDense extends Layer {
    final Variable kernel;
    final Variable bias;

    StrictDense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}

@DtypePolicy("mixed_float16")
abstract class StrictModel extends Model {
    final StrictDense hidden = new CastingStrictDense(8, 8);
    final StrictDense head = new CastingStrictDense(8, 4, Policy.of("float32"));
    final List<StrictDense> more = List.of(new CastingStrictDense(8, 8), new CastingStrictDense(8, 8));

    public @Float32 Tensor forward(Tensor x) {
        Tensor y = hidden.forward(x).relu();
        for (StrictDense layer : more) {
            y = y.add(layer.forward(y).cast(y.dtype()));
        }
        return head.forward(y);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
