package not_silenced;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** A contradiction of dtypes fails at run time, whatever is suppressed. */
@DtypePolicy("mixed_float16")
@SuppressWarnings({"all", "halfcaf", "halfcaf:DtypeMismatch", "halfcaf:IndexDtype", "halfcaf:HalfPrecisionLoss"})
abstract class NotSilenced extends Layer {
    @SuppressWarnings("halfcaf:DtypeMismatch")
    public Tensor forward(Tensor x) {
        // error@75: [DtypeMismatch] add: left is float16, right is float32
        @SuppressWarnings("halfcaf:DtypeMismatch") Tensor y = x.add(Tensor.ones(x.shape()));
        // error@29: [IndexDtype] gather: ids are float16, but must be int32 or int64
        Tensor z = x.gather(x);
        // error@53: [HalfPrecisionLoss] meanSquaredError: predictions are float16, too coarse for a loss
        return y.add(z).sub(Losses.meanSquaredError(x, x).item());
    }

    @SuppressWarnings("halfcaf:ConstantUnderflow")
    Tensor other(@ComputeDtype Tensor x) {
        // error@22: [ConstantOverflow] add: 1e9 is Infinity in float16
        return x.add(1e9).add(1e-9);
    }
}
