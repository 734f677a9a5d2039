package dtype_guards;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float16;
import dev.halfcaf.qualifier.Float32;

/** Code that asks for the dtype before it acts. */
@DtypePolicy
abstract class GuardedScores extends Layer {
    public Tensor forward(Tensor x) {
        if (x.dtype() == Dtype.FLOAT32) {
            return x.add(Tensor.ones(x.shape()));
        }
        if (x.dtype() == Dtype.FLOAT16) {
            return x.maximum(Tensor.full(x.shape(), -65504, Dtype.FLOAT16));
        } else if (x.dtype().isHalf()) {
            return x.maximum(Tensor.full(x.shape(), -1e30, x.dtype()));
        }
        return x;
    }
}

@DtypePolicy
abstract class NegatedGuard extends Layer {
    public Tensor forward(Tensor x) {
        if (computeDtype() != Dtype.FLOAT32) {
            return x.mul(0.5);
        }
        return x.mul(1e-40).add(Tensor.zeros(x.shape()));
    }
}

final class GuardedHelpers {
    private GuardedHelpers() {}

    static Tensor plus(Tensor left, Tensor right) {
        if (left.dtype() != right.dtype()) {
            return left.cast(Dtype.FLOAT32).add(right.cast(Dtype.FLOAT32));
        }
        return left.add(right);
    }

    @Float32
    static Tensor wide(Tensor x) {
        return x.dtype() == Dtype.FLOAT32 ? x : x.cast(Dtype.FLOAT32);
    }

    static Tensor row(@Float32 Tensor table, Tensor ids) {
        if (!ids.dtype().isIntegral()) {
            throw new IllegalArgumentException("ids are " + ids.dtype());
        }
        return table.gather(ids);
    }

    static Tensor masked(@Float16 Tensor scores, Tensor mask) {
        if (mask.dtype() == Dtype.BOOL) {
            return Tensor.where(mask, scores, Tensor.scalar(Float.NEGATIVE_INFINITY, scores.dtype()));
        }
        return scores.add(mask.cast(scores.dtype()));
    }
}
