package unreachable;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Code that no policy reaches with the dtype it names. */
@DtypePolicy("mixed_float16")
abstract class Unreachable extends Layer {
    public Tensor forward(Tensor x) {
        if (x.dtype() == Dtype.FLOAT32) {
            return x.add(Tensor.ones(x.shape()));
        }
        switch (x.dtype()) {
            case FLOAT32:
                return x.mul(Tensor.ones(x.shape()));
            case FLOAT16:
                return x.mul(2);
            default:
                throw new IllegalStateException();
        }
    }

    Tensor thrown(@ComputeDtype Tensor x) {
        if (computeDtype() != Dtype.FLOAT16) {
            throw new IllegalStateException(x.add(Tensor.ones(x.shape())).toString());
        }
        return x.add(Tensor.ones(x.shape(), Dtype.FLOAT16));
    }

    Tensor half(@ComputeDtype Tensor x) {
        Dtype other = computeDtype() == Dtype.FLOAT16 ? Dtype.FLOAT16 : Dtype.FLOAT32;
        return x.add(Tensor.ones(x.shape(), other));
    }
}
