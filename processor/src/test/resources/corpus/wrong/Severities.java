// options: severity=SensitiveOp:error severity=ConstantInexact:off severity=LossyRoundTrip:note
package severities;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** As loud as the build says. */
@DtypePolicy("mixed_float16")
abstract class Severities extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = x.add(2049);
        // note@21: [LossyRoundTrip] cast: from float16 to bfloat16: the one has less range, the other less precision
        Tensor z = y.cast(Dtype.BFLOAT16).cast(Dtype.FLOAT32).cast(x.dtype());
        // error@17: [SensitiveOp] exp: done in float16, it leaves the range for ordinary inputs
        return z.exp();
    }
}
