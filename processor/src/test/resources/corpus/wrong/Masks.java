package masks;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Int32;

/** Masks that are no bools, and bools that are no numbers. */
@DtypePolicy("mixed_float16")
abstract class Masks extends Layer {
    public Tensor forward(Tensor scores, @Int32 Tensor mask) {
        Tensor zeros = Tensor.zeros(scores.shape(), scores.dtype());
        // error@29: [DtypeMismatch] where: condition is int32, but must be bool
        return Tensor.where(mask, scores, zeros);
    }

    Tensor right(@ComputeDtype Tensor scores, @Int32 Tensor mask) {
        return Tensor.where(mask.ne(0), scores, Tensor.zeros(scores.shape(), scores.dtype()));
    }

    Tensor arms(@ComputeDtype Tensor scores, @Bool Tensor mask) {
        // error@49: [DtypeMismatch] where: a is float16, b is float32
        return Tensor.where(mask, scores, Tensor.zeros(scores.shape()));
    }

    Tensor both(@Bool Tensor one, Tensor x) {
        Tensor positive = x.cast(Dtype.FLOAT16).sigmoid();
        // error@31: [DtypeMismatch] logicalAnd: left is bool, right is float16
        return one.logicalAnd(positive);
    }

    Tensor rightBoth(@Bool Tensor one, Tensor x) {
        return one.logicalAnd(x.cast(Dtype.FLOAT16).gt(0.5));
    }

    Tensor counted(@Bool Tensor mask) {
        // error@16: [DtypeMismatch] sum: x is bool, but must be a number
        return mask.sum();
    }

    Tensor rightlyCounted(@Bool Tensor mask) {
        return mask.cast(Dtype.INT32).sum();
    }
}
