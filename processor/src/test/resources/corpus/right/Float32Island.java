// policies: float32, mixed_float16, mixed_bfloat16
package float32_island;

import dev.halfcaf.Dtype;
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

/** A child that stays float32 in a mixed model; what comes from it is cast before it meets the rest. */
@DtypePolicy
abstract class IslandDense extends Layer {
    final Variable kernel;

    IslandDense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("POLICY")
abstract class IslandModel extends Model {
    final IslandDense hidden = new CastingIslandDense(16, 16);
    final IslandDense precise = new CastingIslandDense(16, 16, Policy.of("float32"));

    @DtypePolicy("float32")
    final IslandDense head = new CastingIslandDense(16, 4);

    public @Float32 Tensor forward(Tensor x) {
        Tensor half = hidden.forward(x);
        Tensor wide = precise.forward(half);
        Tensor mixed = half.add(wide.cast(half.dtype()));
        Tensor both = mixed.cast(Dtype.FLOAT32).add(wide);
        return head.forward(both.relu());
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
