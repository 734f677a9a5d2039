package package_of_policy;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** The policy of an enclosing class and of a superclass. */
@DtypePolicy("mixed_bfloat16")
abstract class Surrounding extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }

    @DtypePolicy
    abstract static class Within extends Layer {
        public Tensor forward(Tensor x) {
            // error@32: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
            return x.add(Tensor.ones(x.shape()));
        }
    }
}

@DtypePolicy
abstract class Heir extends Surrounding {
    @Override
    public Tensor forward(Tensor x) {
        // error@28: [DtypeMismatch] add: left is bfloat16, right is float32
        return x.add(Tensor.ones(x.shape()));
    }
}
