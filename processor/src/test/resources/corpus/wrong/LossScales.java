package loss_scales;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;

/** Loss scales where nothing uses them. */
// warning@51: [IgnoredLossScale] lossScale = "dynamic" has no effect: ScaledLayer is no Model.
//   The train step scales the loss, and only a Model has one.
//   Fix: Remove it here; set it on the Model that is trained.
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

// warning@26: [IgnoredLossScale] lossScale = "1024" has no effect: ScaledBare is no Model.
@DtypePolicy(lossScale = "1024")
abstract class ScaledBare extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy(lossScale = "dynamic")
abstract class BareScaledModel extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor x) {
        return x.mean();
    }
}
