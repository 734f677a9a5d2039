package compared_constants;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** A comparison is mended in float32, and its bool stays one. */
@DtypePolicy("mixed_float16")
abstract class ComparedConstants extends Layer {
    public Tensor forward(Tensor x) {
        // warning@34: [ConstantInexact] lt: 4097 is 4096 in float16
        //   x is float16: compute dtype of policy 'mixed_float16' (class ComparedConstants, line 9)
        //   float16 holds all whole numbers up to 2048 only.
        //   Fix: x.cast(Dtype.FLOAT32).lt(4097), or 4096.0
        return Tensor.where(x.lt(4097), x, x.neg());
    }
}
