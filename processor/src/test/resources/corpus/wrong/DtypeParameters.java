package dtype_parameters;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;

/** A helper whose result has the dtype that it is told, without a qualifier that says so. */
@DtypePolicy("mixed_float16")
abstract class DtypeParameters extends Layer {
    public Tensor forward(Tensor x) {
        Tensor right = x.mul(filled(x.shape(), x.dtype()));
        // error@26: [DtypeMismatch] mul: left is float16, right is float64
        return right.mul(filled(x.shape(), Dtype.FLOAT64));
    }

    private static Tensor filled(Shape shape, Dtype dtype) {
        return Tensor.full(shape, 0.5, dtype);
    }
}
