// policies: float32, mixed_float16, mixed_bfloat16
package try_finally;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Values that come out of try, catch and finally. */
@DtypePolicy("POLICY")
abstract class Guarded extends Layer {
    private int calls;

    public Tensor forward(Tensor x) {
        Tensor y;
        try {
            y = risky(x);
        } catch (ArithmeticException e) {
            y = x.mul(0);
        } finally {
            calls++;
        }
        return y.add(x);
    }

    private Tensor risky(Tensor x) {
        if (calls % 2 == 1) {
            throw new ArithmeticException("odd");
        }
        try {
            return x.div(calls);
        } finally {
            calls += 1;
        }
    }

    /** What the first assignment makes in float32 never reaches the product. */
    Tensor overwritten(Tensor x) {
        Tensor own = x.cast(computeDtype());
        Tensor y = Tensor.zeros(own.shape());
        try {
            y = own.relu();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e);
        }
        return own.mul(y);
    }
}
