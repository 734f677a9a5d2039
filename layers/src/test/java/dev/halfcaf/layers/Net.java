package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;

/** A model around a layer: it learns targets by their squared error, under the policy of its surroundings. */
@DtypePolicy
abstract class Net extends Model {
    final TensorFunction body;

    Net(TensorFunction body) {
        this.body = body;
    }

    public Tensor forward(Tensor x) {
        return body.forward(x);
    }

    public Tensor loss(Tensor output, Tensor targets) {
        return Losses.meanSquaredError(output, targets);
    }
}
