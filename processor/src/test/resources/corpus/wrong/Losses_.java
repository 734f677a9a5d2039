package losses;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import dev.halfcaf.train.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Classifier extends Model {
    public Tensor forward(Tensor x) {
        return x.relu();
    }

    public Tensor loss(Tensor output, @Int32 Tensor labels) {
        // error@58: [HalfPrecisionLoss] cast: the loss becomes float16, too coarse for a loss
        //   Losses.softmaxCrossEntropy(output, labels) is float32: loss takes floating tensors in full precision
        //   Fix: Losses.softmaxCrossEntropy(output, labels)
        return Losses.softmaxCrossEntropy(output, labels).cast(Dtype.FLOAT16);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class Regressor extends Model {
    public Tensor forward(Tensor x) {
        return x.relu();
    }

    public Tensor loss(Tensor output, Tensor targets) {
        Tensor difference = output.cast(computeDtype()).sub(targets.cast(computeDtype()));
        // error@35: [HalfPrecisionLoss] loss: the result is bfloat16, too coarse for a loss
        //   difference.square().mean() is bfloat16: cast to bfloat16 (line 29)
        //   Fix: compute the loss in float32, from what loss is given.
        return difference.square().mean();
    }
}

@DtypePolicy
abstract class Bare extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor output, Tensor labels) {
        // error@51: [IndexDtype] softmaxCrossEntropy: labels are float32, but must be int32 or int64 under policy 'mixed_float16'
        //   labels is float32: loss takes floating tensors in full precision
        //   Fix: declare it @Int32 Tensor labels
        return Losses.softmaxCrossEntropy(output, labels);
    }
}

class Loop {
    void train(CastingClassifier model, Tape tape, LossScale scale, Tensor x, @Int32 Tensor labels) {
        // error@55: [HalfPrecisionLoss] softmaxCrossEntropy: logits are float16, too coarse for a loss
        //   model.forward(x) is float16: compute dtype of policy 'mixed_float16' (class Classifier, line 8)
        //   Fix: model.forward(x).cast(Dtype.FLOAT32)
        Tensor loss = Losses.softmaxCrossEntropy(model.forward(x), labels);
        tape.gradients(scale.scale(loss));
        Tensor right = Losses.softmaxCrossEntropy(model.forward(x).cast(Dtype.FLOAT32), labels);
        // error@41: [HalfPrecisionLoss] cast: the loss becomes float16, too coarse for a loss
        //   right is float32: cast to float32 (line 58)
        //   Fix: right
        tape.gradients(scale.scale(right.cast(Dtype.FLOAT16)));
    }
}
