package other_library;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

import static library.Signals.window;

import library.Signals;

@DtypePolicy("mixed_float16")
abstract class Windowed extends Layer {
    public Tensor forward(Tensor x) {
        // error@67: [ConstantUnderflow] mix: 1e-9 is 0 in float16
        //   x is float16: compute dtype of policy 'mixed_float16' (class Windowed, line 11)
        //   The smallest number above 0 in float16 is 5.96E-8, with full precision 0.00006104.
        //   Fix: Math.max(1e-9, x.dtype().smallestNormal()), or compute it in float32, and cast back only behind what needs it (a division, a square root).
        Tensor mixed = Signals.mix(x, Signals.ramp(3, x.dtype()), 1e-9);
        // error@35: [DtypeMismatch] mix: first is float16, second is float32
        //   mixed is float16: compute dtype of policy 'mixed_float16' (class Windowed, line 11)
        //   window(3) makes float32 (line 23)
        //   Fix: window(3).cast(mixed.dtype())
        return Signals.mix(mixed, window(3), 0.5).add(Signals.ramp(3, Dtype.INT32));
    }

    private static Tensor noise(Tensor like) {
        return like.mul(Tensor.randomUniform(like.shape()));
    }

    Tensor helped(@ComputeDtype Tensor x) {
        // error@22: [DtypeMismatch] add: left is float16, right is float32
        //   x is float16: compute dtype of policy 'mixed_float16' (class Windowed, line 11)
        //   noise(x) is float32: Tensor.randomUniform(like.shape()) makes float32 (line 27)
        //   Fix: noise(x).cast(x.dtype())
        return x.add(noise(x));
    }
}
