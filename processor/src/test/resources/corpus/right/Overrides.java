// policies: mixed_float16, float32
package overrides;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;

/** Methods that subclasses override with another dtype: what a base class returns is not what comes. */
abstract class Summary {
    Tensor of(Tensor x) {
        return x.cast(Dtype.FLOAT32).mean();
    }

    protected Tensor weight() {
        return Tensor.ones(Shape.of(1));
    }

    Tensor weighted(Tensor x) {
        return x.mul(weight());
    }
}

final class HalfSummary extends Summary {
    @Override
    Tensor of(Tensor x) {
        return x.mean();
    }

    @Override
    protected Tensor weight() {
        return Tensor.ones(Shape.of(1), Dtype.FLOAT16);
    }
}

interface Scaling {
    Tensor scale(Tensor x);

    static Scaling half() {
        return x -> x.mul(0.5);
    }
}

@DtypePolicy("POLICY")
abstract class Overrides extends Layer {
    Scaling scaling = Scaling.half();

    public Tensor forward(Tensor x) {
        Summary summary = isTraining() ? new HalfSummary() : new HalfSummary();
        return x.add(summary.of(x)).add(scaling.scale(x)).add(offset(x));
    }

    /** Not final: a subclass may do otherwise. */
    protected Tensor offset(Tensor x) {
        return Tensor.zeros(x.shape());
    }
}

@DtypePolicy("POLICY")
abstract class Overridden extends Overrides {
    @Override
    public Tensor forward(Tensor x) {
        return super.forward(x).add(x);
    }

    @Override
    protected Tensor offset(Tensor x) {
        return Tensor.zeros(x.shape(), x.dtype());
    }
}
