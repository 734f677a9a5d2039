package broken_clips;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;

/** Bounds of which nothing is left. */
@DtypePolicy("mixed_float16")
abstract class BrokenClips extends Layer {
    public Tensor forward(Tensor x) {
        // warning@23: [ConstantOverflow] clip: 1e5 is Infinity in float16
        //   x is float16: compute dtype of policy 'mixed_float16' (class BrokenClips, line 9)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: x.cast(dev.halfcaf.Dtype.FLOAT32).clip(1e5, 1e6).clip(-1e6, -1e5).clip(1e-8, 1).cast(x.dtype())
        // warning@44: [ConstantOverflow] clip: -1e5 is -Infinity in float16
        //   x.clip(1e5, 1e6) is float16: compute dtype of policy 'mixed_float16' (class BrokenClips, line 9)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: computeDtype().lowest()
        // error@55: [ConstantUnderflow] clip: 1e-8 is 0 in float16
        //   x.clip(1e5, 1e6).clip(-1e6, -1e5) is float16: compute dtype of policy 'mixed_float16' (class BrokenClips, line 9)
        //   The smallest number above 0 in float16 is 5.96E-8, with full precision 0.00006104.
        //   Fix: Math.max(1e-8, computeDtype().smallestNormal()), or compute it in float32, and cast back only behind what needs it (a division, a square root).
        return x.clip(1e5, 1e6).clip(-1e6, -1e5).clip(1e-8, 1);
    }

    Tensor ids(@Int32 Tensor ids) {
        // error@28: [ConstantOverflow] clip: 3e9 is out of range of int32
        //   ids is int32: declared @Int32 (line 27)
        //   int32 holds numbers from -2147483648 to 2147483647.
        //   Fix: cast the tensor to int64 before.
        return ids.clip(0, 3e9);
    }
}
