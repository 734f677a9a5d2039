package moving_average;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.VariableDtype;

/** An exponential average of a layer's weights: from value(), never from the half copy. */
@DtypePolicy
abstract class AveragedDense extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(32, 32), Initializer.glorotUniform());
    @NonTrainable final Variable average = Variable.of("average", Shape.of(32, 32), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor weights = isTraining() ? kernel.asTensor() : average.asTensor();
        return x.matmul(weights);
    }

    void update(double decay) {
        Tensor moved = average.value().mul(decay).add(kernel.value().mul(1 - decay));
        average.assign(moved);
    }

    void reset() {
        average.assign(kernel.value());
    }

    double drift() {
        return kernel.value().sub(average.value()).abs().max().item();
    }
}

/** The average is computed with the variable dtype by name. */
@DtypePolicy
abstract class CentredDense extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(32, 32), Initializer.glorotUniform());
    @NonTrainable @VariableDtype
    final Variable centre = Variable.of("centre", Shape.of(32), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(variableDtype());
        centre.assign(centre.value().mul(0.9).add(wide.mean(0).detach().mul(0.1)));
        return wide.sub(centre).cast(computeDtype()).matmul(kernel);
    }
}
