package bare_guards;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** A guard leaves one policy: the message still says which. */
@DtypePolicy
abstract class OnlyInDouble extends Layer {
    public Tensor forward(Tensor x) {
        if (x.dtype() != Dtype.FLOAT64) {
            return x;
        }
        // error@28: [DtypeMismatch] add: left is float64, right is float32 under policy 'float64'
        return x.add(Tensor.ones(x.shape()));
    }
}
