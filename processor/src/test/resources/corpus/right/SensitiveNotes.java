package sensitive_notes;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Right, with notes: the ops leave float16's range for ordinary inputs. */
@DtypePolicy("mixed_float16")
abstract class HalfSums extends Layer {
    public Tensor forward(Tensor x) {
        // note@17: [SensitiveOp] sum: done in float16, it leaves the range for ordinary inputs
        //   x is float16: compute dtype of policy 'mixed_float16' (class HalfSums, line 8)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: x.cast(dev.halfcaf.Dtype.FLOAT32).sum(-1), and cast back only behind what needs it (a division, a square root)
        return x.sum(-1);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class BFloatSums extends Layer {
    public Tensor forward(Tensor x) {
        return x.sum(-1);
    }
}

@DtypePolicy("mixed_float16")
abstract class KnownSums extends Layer {
    @SuppressWarnings("halfcaf:SensitiveOp")
    public Tensor forward(Tensor x) {
        return x.sum(-1);
    }
}
