// policies: mixed_float16, float16, float32
package same_dtype_helpers;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;

/** Helpers of a layer whose operands agree with each other, not with the layer. */
@SuppressWarnings("halfcaf:PureHalf")
@DtypePolicy("POLICY")
abstract class SameDtypeHelpers extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT64);
        Tensor centered = difference(wide, wide.mean());
        Tensor place = x.abs().argmax(0);
        return x.add(centered.cast(x.dtype())).gather(place);
    }

    @SameDtype
    private Tensor difference(@SameDtype @Floating Tensor a, @SameDtype @Floating Tensor b) {
        return a.sub(b);
    }
}
