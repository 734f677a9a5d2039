// policies: float32, mixed_float16, mixed_bfloat16, float64
package attention;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;

/** Scaled dot products with a mask in each of the ways that are right in half precision. */
@DtypePolicy("POLICY")
abstract class MaskedAttention extends Layer {
    final Variable queries = Variable.of("queries", Shape.of(64, 64), Initializer.glorotUniform());
    final Variable keys = Variable.of("keys", Shape.of(64, 64), Initializer.glorotUniform());
    final Variable values = Variable.of("values", Shape.of(64, 64), Initializer.glorotUniform());

    public Tensor forward(Tensor x, @Bool Tensor mask) {
        Tensor q = x.matmul(queries);
        Tensor k = x.matmul(keys);
        Tensor v = x.matmul(values);
        Tensor scores = q.matmul(k.transpose(0, 2, 1)).mul(1 / Math.sqrt(64));
        Tensor lowest = Tensor.full(scores.shape(), scores.dtype().lowest(), scores.dtype());
        Tensor kept = Tensor.where(mask, scores, lowest);
        return kept.softmax(-1).matmul(v);
    }
}

@DtypePolicy("POLICY")
abstract class AdditiveMaskAttention extends Layer {
    public Tensor forward(Tensor q, Tensor k, Tensor v, @Bool Tensor mask) {
        Tensor scores = q.div(Math.sqrt(q.shape().size(-1))).matmul(k.transpose(0, 2, 1));
        Tensor hidden = Tensor.full(mask.shape(), Float.NEGATIVE_INFINITY, scores.dtype());
        Tensor shown = Tensor.zeros(mask.shape(), scores.dtype());
        return scores.add(Tensor.where(mask, shown, hidden)).softmax(-1).matmul(v);
    }
}

@DtypePolicy
abstract class CausalAttention extends Layer {
    public Tensor forward(Tensor q, Tensor k, Tensor v) {
        int steps = q.shape().size(1);
        Tensor scores = q.matmul(k.transpose(0, 2, 1)).div(Math.sqrt(q.shape().size(2)));
        Tensor row = Tensor.arange(steps).reshape(steps, 1);
        Tensor column = Tensor.arange(steps).reshape(1, steps);
        Tensor past = column.le(row);
        Tensor never = Tensor.scalar(Float.NEGATIVE_INFINITY, computeDtype());
        return Tensor.where(past, scores, never).softmax(-1).matmul(v);
    }
}

/** -1e4 is within float16's range, and far enough below any score. */
@DtypePolicy
abstract class SoftMaskAttention extends Layer {
    public Tensor forward(Tensor scores, @Bool Tensor mask) {
        Tensor hidden = mask.logicalNot().cast(scores.dtype());
        return scores.add(hidden.mul(-1e4)).softmax(-1);
    }
}
