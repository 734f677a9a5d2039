package full_precision_softmax;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Scores in float32 between two half products, with a mask that comes in float32. */
@DtypePolicy(only = {"float32", "mixed_float16", "mixed_bfloat16"})
abstract class FullPrecisionSoftmax extends Layer {
    public Tensor forward(Tensor q, Tensor k, Tensor v, @Float32 Tensor mask) {
        Tensor scores = q.matmul(k.transpose(0, 2, 1)).cast(Dtype.FLOAT32);
        Tensor masked = scores.div(Math.sqrt(q.shape().size(-1))).add(mask.sub(1).mul(1e9));
        return masked.softmax(-1).cast(v.dtype()).matmul(v);
    }
}
