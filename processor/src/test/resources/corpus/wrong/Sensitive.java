package sensitive_ops;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Scores extends Layer {
    public Tensor forward(Tensor x) {
        // note@21: [SensitiveOp] exp: done in float16, it leaves the range for ordinary inputs
        //   x is float16: compute dtype of policy 'mixed_float16' (class Scores, line 7)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: x.cast(Dtype.FLOAT32).exp(), and cast back only behind what needs it (a division, a square root)
        Tensor e = x.exp();
        // note@23: [SensitiveOp] sum: done in float16, it leaves the range for ordinary inputs
        //   e is float16: compute dtype of policy 'mixed_float16' (class Scores, line 7)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: e.cast(Dtype.FLOAT32).sum(new int[] {-1}, true), and cast back only behind what needs it (a division, a square root)
        return e.div(e.sum(new int[] {-1}, true)).add(x.softmax(-1)).add(x.mean());
    }
}

@DtypePolicy
abstract class Bare extends Layer {
    public Tensor forward(Tensor x) {
        Tensor fine = x.cast(Dtype.FLOAT32).square().mean().cast(x.dtype());
        // note@17: [SensitiveOp] pow: done in float16, it leaves the range for ordinary inputs under policy 'mixed_float16'
        //   x is float16: compute dtype of Bare, which takes its policy from its surroundings (line 23)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: x.cast(x.dtype().atLeastFloat32()).pow(3), and cast back only behind what needs it (a division, a square root)
        return x.pow(3).add(fine);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class Brain extends Layer {
    public Tensor forward(Tensor x) {
        return x.exp();
    }
}

@DtypePolicy("mixed_float16")
abstract class Silenced extends Layer {
    @SuppressWarnings("halfcaf:SensitiveOp")
    public Tensor forward(Tensor x) {
        return x.exp();
    }

    Tensor local(@ComputeDtype Tensor x) {
        @SuppressWarnings("halfcaf:SensitiveOp")
        Tensor e = x.exp();
        // note@17: [SensitiveOp] exp: done in float16, it leaves the range for ordinary inputs
        //   e is float16: compute dtype of policy 'mixed_float16' (class Silenced, line 42)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: e.cast(Dtype.FLOAT32).exp(), and cast back only behind what needs it (a division, a square root)
        return e.exp();
    }
}
