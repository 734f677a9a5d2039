package loss_scales;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;

/** Loss scales where nothing uses them. */
// warning@51: [IgnoredLossScale] lossScale = "dynamic" has no effect: ScaledLayer is no Model.
@DtypePolicy(value = "mixed_float16", lossScale = "dynamic")
abstract class ScaledLayer extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy(value = "mixed_float16", lossScale = "1024")
abstract class ScaledModel extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor x) {
        return x.mean();
    }
}
