// policies: float32, mixed_float16, mixed_bfloat16, float16, bfloat16
package layer_normalization_island;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** As most people write it: float32 by name, gain and offset used inside of the island. */
@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:PureHalf")
abstract class LayerNormalizationIsland extends Layer {
    final Variable gain = Variable.of("gain", Shape.of(256), Initializer.ones());
    final Variable offset = Variable.of("offset", Shape.of(256), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor mean = wide.mean(new int[] {-1}, true);
        Tensor variance = wide.sub(mean).square().mean(new int[] {-1}, true);
        Tensor normal = wide.sub(mean).div(variance.add(1e-12).sqrt());
        return normal.mul(gain.value().cast(Dtype.FLOAT32))
                .add(offset.value().cast(Dtype.FLOAT32))
                .cast(x.dtype());
    }
}
