package inherited_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.VariableDtype;

/** A base class that nobody annotated, with results that are declared. */
abstract class Foundation extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(8), Initializer.ones());

    @Float32
    protected Tensor statistics(Tensor x) {
        return x.cast(Dtype.FLOAT32).mean();
    }

    @ComputeDtype
    protected Tensor own(double value) {
        return Tensor.scalar(value, computeDtype());
    }

    @VariableDtype
    protected Tensor master() {
        return scale.value();
    }
}

@DtypePolicy("mixed_float16")
abstract class InheritedHelpers extends Foundation {
    public Tensor forward(Tensor x) {
        // error@26: [DtypeMismatch] sub: left is float16, right is float32
        Tensor y = x.sub(statistics(x));
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        Tensor z = x.mul(master());
        // error@33: [DtypeMismatch] add: left is float32, right is float16
        Tensor w = master().add(scale).cast(x.dtype());
        return y.add(z).add(w).add(own(3));
    }

    Tensor right(@ComputeDtype Tensor x) {
        return x.sub(statistics(x).cast(x.dtype())).mul(master().cast(x.dtype())).add(own(3)).mul(scale);
    }
}

@DtypePolicy
abstract class BareHeir extends InheritedHelpers {
    @Override
    public Tensor forward(Tensor x) {
        // error@43: [DtypeMismatch] add: left is float16, right is float32
        return super.forward(x).add(Tensor.ones(x.shape()));
    }
}
