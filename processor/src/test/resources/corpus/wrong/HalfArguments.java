package half_arguments;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** A model's loss, called by hand with what forward gave: its body takes full precision for granted. */
@DtypePolicy("mixed_float16")
abstract class HandModel extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor logits, Tensor wanted) {
        return Losses.meanSquaredError(logits, wanted);
    }
}

final class HalfArguments {
    private HalfArguments() {}

    static Tensor direct(HandModel model, Tensor x, @Float32 Tensor wanted) {
        // error@32: [HalfPrecisionLoss] loss: logits are float16, too coarse for a loss
        return model.loss(model.forward(x), wanted);
    }

    static Tensor right(HandModel model, Tensor x, @Float32 Tensor wanted) {
        return model.loss(model.forward(x).cast(Dtype.FLOAT32), wanted);
    }
}
