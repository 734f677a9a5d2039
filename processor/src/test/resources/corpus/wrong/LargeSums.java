package large_sums;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Int32;

/** Sums, powers and exponentials of many elements in float16. */
@DtypePolicy("mixed_float16")
abstract class LargeSums extends Layer {
    public Tensor forward(Tensor x) {
        // note@25: [SensitiveOp] sum: done in float16, it leaves the range for ordinary inputs
        //   x is float16: compute dtype of policy 'mixed_float16' (class LargeSums, line 11)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: x.cast(Dtype.FLOAT32).sum(1, 2), and cast back only behind what needs it (a division, a square root)
        Tensor total = x.sum(1, 2);
        // note@24: [SensitiveOp] square: done in float16, it leaves the range for ordinary inputs
        Tensor norm = x.square().mean(-1).sqrt();
        // note@27: [SensitiveOp] exp: done in float16, it leaves the range for ordinary inputs
        Tensor weights = x.exp();
        // note@26: [SensitiveOp] pow: done in float16, it leaves the range for ordinary inputs
        Tensor powers = x.pow(4);
        // note@30: [SensitiveOp] prod: done in float16, it leaves the range for ordinary inputs
        Tensor likelihood = x.prod(0);
        return total.add(norm).add(weights).add(powers).add(likelihood);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor total = x.cast(Dtype.FLOAT32).sum(1, 2).cast(x.dtype());
        return total.add(x.softmax(-1)).add(x.mean()).add(x.max()).add(x.logSoftmax(0)).add(x.matmul(x));
    }

    Tensor counted(@ComputeDtype Tensor x, @Int32 Tensor ids) {
        return x.gt(0).cast(Dtype.INT32).sum().add(ids.sum());
    }
}
