package indirect_guards;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Guards that compare two tensors, throw in a method of their own, or ask for a size or a name. */
@DtypePolicy
abstract class IndirectGuards extends Layer {
    public Tensor forward(Tensor x) {
        return both(x, Tensor.ones(x.shape()));
    }

    Tensor both(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        if (x.dtype() == wide.dtype()) {
            return x.add(wide);
        }
        return x.add(wide.cast(x.dtype()));
    }

    Tensor bytes(@ComputeDtype Tensor x) {
        if (x.dtype().bytes() != 4) {
            return x;
        }
        return x.add(Tensor.ones(x.shape()));
    }

    Tensor thrown(@ComputeDtype Tensor x) {
        requireSingle(x);
        return x.add(Tensor.ones(x.shape()));
    }

    private static void requireSingle(Tensor x) {
        if (x.dtype() != Dtype.FLOAT32) {
            throw new IllegalArgumentException();
        }
    }

    Tensor named(@ComputeDtype Tensor x) {
        if (policy().name().equals("float32")) {
            return x.add(Tensor.ones(x.shape()));
        }
        return x;
    }
}
