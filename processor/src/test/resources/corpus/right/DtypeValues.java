// policies: float32, mixed_float16, mixed_bfloat16, bfloat16
package dtype_values;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ResultDtype;
import java.util.List;

/** Dtypes as values: in locals, parameters, fields, constants, and from policies. */
@DtypePolicy("POLICY")
abstract class DtypeValues extends Layer {
    static final Dtype WIDE = Dtype.FLOAT32;

    public Tensor forward(Tensor x) {
        Dtype given = x.dtype();
        Dtype wide = WIDE;
        Tensor mean = x.cast(wide).mean();
        Tensor y = x.sub(mean.cast(given));
        final Dtype own = computeDtype();
        Tensor z = filled(y.shape(), own);
        Tensor w = same(y, z.dtype());
        return y.add(z).add(w).add(Tensor.ones(x.shape(), policy().computeDtype()));
    }

    private static Tensor filled(Shape shape, Dtype dtype) {
        return Tensor.full(shape, 0.25, dtype);
    }

    private static Tensor same(Tensor x, @ResultDtype Dtype dtype) {
        return x.cast(dtype);
    }

    void check() {
        Tensor full = Tensor.zeros(Shape.of(2), variableDtype());
        Tensor also = Tensor.zeros(Shape.of(2), dtype());
        Tensor third = Tensor.zeros(Shape.of(2), policy().variableDtype());
        full.add(also).add(third);
    }
}

final class Reductions {
    private final Dtype accumulator;

    Reductions(Dtype accumulator) {
        this.accumulator = accumulator;
    }

    Tensor total(List<Tensor> parts) {
        Tensor sum = Tensor.scalar(0, accumulator);
        for (Tensor part : parts) {
            sum = sum.add(part.cast(accumulator).mean());
        }
        return sum;
    }
}
