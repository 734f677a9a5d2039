package constant_dtypes;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Dtypes that flow as values into factories and casts. */
@DtypePolicy("mixed_float16")
abstract class ConstantDtypes extends Layer {
    private static final Dtype WIDE = Dtype.FLOAT32;

    public Tensor forward(Tensor x) {
        Dtype wide = WIDE;
        // error@36: [DtypeMismatch] add: left is float16, right is float32
        Tensor first = x.add(Tensor.ones(x.shape(), wide));
        // error@32: [DtypeMismatch] add: left is float16, right is float32
        Tensor second = x.add(x.cast(variableDtype()));
        Dtype half = x.dtype();
        Tensor third = x.add(Tensor.ones(x.shape(), half));
        // error@36: [DtypeMismatch] mul: left is float16, right is float32
        Tensor fifth = x.mul(Tensor.zeros(x.shape(), x.cast(WIDE).dtype()));
        // error@36: [DtypeMismatch] mul: left is float16, right is float32
        Tensor sixth = x.mul(Tensor.zeros(x.shape(), x.dtype().atLeastFloat32()));
        return first.add(second).add(third).add(fifth).add(sixth);
    }

    private static Tensor filled(Shape shape, Dtype dtype) {
        return Tensor.full(shape, 0.5, dtype);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Dtype own = computeDtype();
        return x.add(Tensor.ones(x.shape(), own)).add(filled(x.shape(), own)).add(x.cast(WIDE).cast(own));
    }
}
