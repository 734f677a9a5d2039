// policies: float32, mixed_float16
package static_imports;

import static dev.halfcaf.Dtype.FLOAT32;
import static dev.halfcaf.Tensor.concat;
import static dev.halfcaf.Tensor.ones;
import static dev.halfcaf.Tensor.where;
import static library.Signals.mix;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Factories, constants and ops by their short names. */
@DtypePolicy("POLICY")
abstract class StaticImports extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = concat(0, x, ones(x.shape(), x.dtype()));
        Tensor positive = where(y.gt(0), y, y.mul(0.01));
        Tensor wide = positive.cast(FLOAT32).add(ones(positive.shape()));
        return mix(wide.cast(x.dtype()), positive, 0.5);
    }
}
