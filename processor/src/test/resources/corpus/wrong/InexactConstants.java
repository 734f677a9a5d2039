package inexact_constants;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Int32;

/** Whole numbers that the dtype rounds to others. */
@DtypePolicy("mixed_float16")
abstract class HalfCounts extends Layer {
    public Tensor forward(Tensor x) {
        // warning@26: [ConstantInexact] add: 2049 is 2048 in float16
        //   x is float16: compute dtype of policy 'mixed_float16' (class HalfCounts, line 11)
        //   float16 holds all whole numbers up to 2048 only.
        //   Fix: x.cast(Dtype.FLOAT32).add(2049).cast(x.dtype()), or 2048.0
        Tensor y = x.add(2049);
        // warning@22: [ConstantInexact] mul: 50257 is 50272 in float16
        return y.mul(50257);
    }

    Tensor right(@ComputeDtype Tensor x) {
        return x.add(2048).mul(4096).sub(2049.0).add(50272).mul(0.3);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class BFloatCounts extends Layer {
    static final int CLASSES = 257;

    public Tensor forward(Tensor x) {
        // warning@22: [ConstantInexact] div: CLASSES (257) is 256 in bfloat16
        return x.div(CLASSES);
    }

    Tensor right(@ComputeDtype Tensor x) {
        return x.div(256).add(512).add(257.0);
    }
}

@DtypePolicy("float32")
abstract class SingleCounts extends Layer {
    public Tensor forward(Tensor x) {
        // warning@22: [ConstantInexact] add: 16777217 is 16777216 in float32
        return x.add(16777217).add(16777216);
    }
}

@DtypePolicy
abstract class BareCounts extends Layer {
    public Tensor forward(Tensor x) {
        // warning@22: [ConstantInexact] sub: 301 is 300 in bfloat16 under policy 'mixed_bfloat16'
        return x.sub(301);
    }
}

final class Whole {
    private Whole() {}

    static Tensor ids(@Int32 Tensor ids) {
        // error@30: [ConstantOverflow] add: 2147483648L is out of range of int32
        Tensor far = ids.add(2147483648L);
        // error@31: [DtypeMismatch] mul: left is int32, right is the constant 0.5
        Tensor half = ids.mul(0.5);
        return far.add(half);
    }

    static Tensor right(@Int32 Tensor ids) {
        return ids.cast(Dtype.INT64).add(2147483648L).cast(Dtype.FLOAT32).mul(0.5);
    }
}
