// policies: float32, mixed_float16, mixed_bfloat16
package sequence_loss;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** A loss over padded sequences: weights from a bool mask, counts in the loss's dtype, and a z-loss. */
@DtypePolicy("POLICY")
abstract class SequenceLoss extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(16, 100), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels, @Bool Tensor mask) {
        int classes = logits.shape().size(-1);
        Tensor logProbabilities = logits.logSoftmax(-1);
        Tensor chosen = labels.reshape(-1, 1).eq(Tensor.arange(classes)).cast(logits.dtype());
        Tensor perToken = logProbabilities.mul(chosen).sum(-1).neg();
        Tensor weights = mask.cast(perToken.dtype());
        Tensor count = weights.sum().maximum(Tensor.scalar(1, weights.dtype()));
        Tensor z = logits.max(-1).square().mean().mul(1e-9);
        return perToken.mul(weights).sum().div(count).add(z);
    }

    static double perplexity(@Float32 Tensor loss) {
        return Math.exp(loss.item());
    }
}
