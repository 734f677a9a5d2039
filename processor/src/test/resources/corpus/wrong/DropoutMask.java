package dropout_mask;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Dropout and noise whose masks are not in the dtype of what they meet. */
@DtypePolicy("mixed_float16")
abstract class BoolMask extends Layer {
    public Tensor forward(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape()).ge(0.1);
        // error@22: [DtypeMismatch] mul: left is float16, right is bool
        return x.mul(kept).div(0.9);
    }
}

@DtypePolicy("mixed_float16")
abstract class FloatMask extends Layer {
    public Tensor forward(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape()).ge(0.1).cast(Dtype.FLOAT32);
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        return x.mul(kept.div(0.9));
    }
}

@DtypePolicy("mixed_float16")
abstract class RightMask extends Layer {
    public Tensor forward(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape()).ge(0.1).cast(x.dtype());
        return x.mul(kept.div(0.9));
    }
}

@DtypePolicy
abstract class BareMask extends Layer {
    public Tensor forward(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape(), Dtype.FLOAT32, random()).ge(0.1).cast(Dtype.FLOAT32);
        // error@22: [DtypeMismatch] mul: left is float16, right is float32 under policy 'mixed_float16'
        return x.mul(kept);
    }
}

/** Under float32 alone, there is nothing wrong with it. */
@DtypePolicy("float32")
abstract class SingleMask extends Layer {
    public Tensor forward(Tensor x) {
        return x.mul(Tensor.randomUniform(x.shape()).ge(0.1).cast(Dtype.FLOAT32));
    }
}
