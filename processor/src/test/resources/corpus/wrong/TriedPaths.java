package tried_paths;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Mistakes in try, catch, finally and resources. */
@DtypePolicy("mixed_float16")
abstract class TriedPaths extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = x;
        try {
            // error@29: [DtypeMismatch] add: left is float16, right is float32
            y = y.add(Tensor.ones(x.shape()));
        } catch (IllegalStateException e) {
            // error@32: [DtypeMismatch] sub: left is float16, right is float32
            return x.sub(Tensor.ones(x.shape()));
        } finally {
            // error@25: [DtypeMismatch] mul: left is float16, right is float32
            x.mul(Tensor.ones(x.shape()));
        }
        return x;
    }

    Tensor after(@ComputeDtype Tensor x) {
        Tensor y = Tensor.zeros(x.shape());
        try {
            y = x.relu();
        } finally {
            y = y.cast(Dtype.FLOAT32);
        }
        // error@22: [DtypeMismatch] add: left is float16, right is float32
        return x.add(y);
    }
}
