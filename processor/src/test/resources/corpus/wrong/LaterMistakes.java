package later_mistakes;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** One mistake, one message: what follows from it is silent, what does not is not. */
@DtypePolicy("mixed_float16")
abstract class LaterMistakes extends Layer {
    public Tensor forward(Tensor x) {
        // error@32: [DtypeMismatch] add: left is float16, right is float32
        Tensor y = x.add(Tensor.ones(x.shape()));
        Tensor z = y.mul(x).sub(y.cast(Dtype.FLOAT32).cast(x.dtype()));
        // error@32: [DtypeMismatch] div: left is float16, right is int32
        Tensor w = x.div(Tensor.arange(3));
        // error@40: [DtypeMismatch] maximum: left is float16, right is bool
        return z.add(w).add(x.maximum(x.gt(0)));
    }

    /** One noise that meets many is one mistake; another noise is another. */
    Tensor noises(@ComputeDtype Tensor x) {
        Tensor noise = Tensor.randomNormal(x.shape());
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(noise);
        Tensor b = x.mul(noise);
        Tensor other = Tensor.randomNormal(x.shape());
        // error@26: [DtypeMismatch] sub: left is float16, right is float32
        Tensor c = x.sub(other);
        return a.add(b).add(c);
    }
}
