package half_losses;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float16;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Tape;

/** Losses that are cast down, computed in half, or scaled in half. */
@DtypePolicy("mixed_float16")
abstract class CastLoss extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        Tensor loss = Losses.softmaxCrossEntropy(logits, labels);
        // error@20: [HalfPrecisionLoss] cast: the loss becomes float16, too coarse for a loss
        return loss.cast(computeDtype());
    }
}

@DtypePolicy("mixed_float16")
abstract class RightLoss extends Model {
    public @Float32 Tensor forward(Tensor x) {
        return x.cast(Dtype.FLOAT32);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels).mul(0.5);
    }
}

@DtypePolicy("mixed_float16")
abstract class HalfLogits extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        // error@49: [HalfPrecisionLoss] softmaxCrossEntropy: logits are float16, too coarse for a loss
        return Losses.softmaxCrossEntropy(logits.cast(computeDtype()), labels);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class HalfMean extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor predicted, Tensor wanted) {
        Tensor error = predicted.cast(Dtype.BFLOAT16).sub(wanted.cast(Dtype.BFLOAT16)).abs();
        // error@21: [HalfPrecisionLoss] loss: the result is bfloat16, too coarse for a loss
        return error.mean();
    }
}

final class HalfLoop {
    private final HalfLogits model = new CastingHalfLogits();
    private final LossScale scale = LossScale.dynamic();

    void step(Optimizer optimizer, Tensor x, @Int32 Tensor labels, @Float16 Tensor wanted) {
        try (Tape tape = Tape.open(model)) {
            Tensor logits = model.forward(x);
            // error@55: [HalfPrecisionLoss] softmaxCrossEntropy: logits are float16, too coarse for a loss
            Tensor first = Losses.softmaxCrossEntropy(logits, labels);
            optimizer.apply(tape.gradients(scale.scale(first)).unscale());
            Tensor second = logits.sub(wanted).abs().mean();
            // error@56: [HalfPrecisionLoss] scale: loss is float16, too coarse for a loss
            optimizer.apply(tape.gradients(scale.scale(second)).unscale());
            // error@52: [HalfPrecisionLoss] meanSquaredError: predictions are float16, too coarse for a loss
            Tensor third = Losses.meanSquaredError(logits, wanted.cast(Dtype.FLOAT32));
            Tensor right = Losses.meanSquaredError(logits.cast(Dtype.FLOAT32), wanted.cast(Dtype.FLOAT32));
            optimizer.apply(tape.gradients(scale.scale(right.add(third))).unscale());
            model.loss(logits.cast(Dtype.FLOAT32), labels);
        }
    }
}
