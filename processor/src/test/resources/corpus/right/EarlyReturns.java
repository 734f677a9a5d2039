// policies: float32, mixed_float16, float64
package early_returns;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;

/** Returns and throws in the middle; a float32 path that ends before it could meet another. */
@DtypePolicy("POLICY")
abstract class EarlyReturns extends Layer {
    public Tensor forward(Tensor x) {
        if (x.size() == 0) {
            return x;
        }
        Tensor y = x;
        if (!isTraining()) {
            y = x.cast(Dtype.FLOAT32);
            return y.softmax(-1).cast(computeDtype());
        }
        for (int i = 0; i < 3; i++) {
            if (y.shape().rank() < 2) {
                return y;
            }
            y = y.mean(0);
        }
        return y.add(x.mean(0));
    }
}

/** A float32 value that lives on one path only. */
@DtypePolicy("POLICY")
abstract class Rejecting extends Layer {
    public Tensor forward(Tensor x, @Bool Tensor ok) {
        Tensor y = x;
        if (ok.item() == 0) {
            y = y.cast(Dtype.FLOAT32);
            throw new IllegalArgumentException("mean " + y.mean().item());
        }
        return y.add(x);
    }
}
