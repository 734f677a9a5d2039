// policies: float32, mixed_float16, mixed_bfloat16
package hand_written_loss;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;

/** Losses in models, composed from ops: what loss takes is float32. */
@DtypePolicy("POLICY")
abstract class Regressor extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 1), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor predicted, Tensor wanted) {
        Tensor error = predicted.sub(wanted);
        Tensor huber = Tensor.where(error.abs().lt(1), error.square().mul(0.5), error.abs().sub(0.5));
        return huber.mean();
    }
}

@DtypePolicy("POLICY")
abstract class BinaryClassifier extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 1), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    /** The stable form of binary cross entropy; epsilon is in float32. */
    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        Tensor targets = labels.cast(logits.dtype());
        Tensor softplus = logits.abs().neg().exp().add(1).log();
        return logits.relu().sub(logits.mul(targets)).add(softplus).add(1e-12).mean();
    }
}

@DtypePolicy("POLICY")
abstract class SmoothedClassifier extends Model {
    private static final double SMOOTHING = 0.1;

    final Variable kernel = Variable.of("kernel", Shape.of(8, 4), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        int classes = logits.shape().size(1);
        Tensor hot = labels.reshape(-1, 1).eq(Tensor.arange(classes)).cast(Dtype.FLOAT32);
        Tensor soft = hot.mul(1 - SMOOTHING).add(SMOOTHING / classes);
        return Losses.softmaxCrossEntropyWithProbabilities(logits, soft);
    }
}

/** A penalty on the weights, from their full-precision values. */
@DtypePolicy("POLICY")
abstract class Regularized extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 1), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor predicted, Tensor wanted) {
        Tensor penalty = kernel.value().square().sum().mul(1e-4);
        return Losses.meanSquaredError(predicted, wanted).add(penalty);
    }
}
