// policies: mixed_float16, mixed_bfloat16
package exp_island;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Sensitive ops inside of an island, so there is no note. */
@DtypePolicy("POLICY")
abstract class LogSumExp extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor highest = wide.max(new int[] {-1}, true);
        Tensor sums = wide.sub(highest).exp().sum(new int[] {-1}, true);
        return sums.log().add(highest).cast(x.dtype());
    }
}

@DtypePolicy("POLICY")
abstract class PowerNorm extends Layer {
    public @Float32 Tensor forward(Tensor x) {
        return x.cast(Dtype.FLOAT32).abs().pow(3).sum(-1).pow(1.0 / 3);
    }
}

@DtypePolicy("float32")
abstract class PlainExp extends Layer {
    public Tensor forward(Tensor x) {
        return x.exp().sum(-1).log();
    }
}
