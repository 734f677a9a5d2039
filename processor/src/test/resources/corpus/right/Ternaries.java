package ternaries;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** Conditional expressions and var. */
@DtypePolicy
abstract class Ternaries extends Layer {
    final Variable scale = Variable.of("scale", Shape.scalar(), Initializer.ones());
    final boolean residual;

    Ternaries(boolean residual) {
        this.residual = residual;
    }

    public Tensor forward(Tensor x) {
        var y = isTraining() ? x.mul(scale) : x.mul(scale).detach();
        var noise = isTraining() ? Tensor.randomNormal(x.shape(), x.dtype()) : Tensor.zeros(x.shape(), x.dtype());
        var dtype = residual ? x.dtype() : computeDtype();
        return (residual ? x : Tensor.zeros(x.shape(), dtype)).add(y).add(noise);
    }

    /** Both arms are of one dtype after the cast that follows. */
    Tensor joined(@Float32 Tensor wide, boolean half) {
        Tensor either = half ? wide.cast(Dtype.FLOAT16) : wide;
        return either.cast(Dtype.FLOAT32).add(wide);
    }
}
