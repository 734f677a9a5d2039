package guarded_paths;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Guards that show what is wrong on a path. */
@DtypePolicy
abstract class GuardedPaths extends Layer {
    public Tensor forward(Tensor x) {
        if (x.dtype() == Dtype.FLOAT32) {
            return x.add(Tensor.ones(x.shape()));
        }
        // error@28: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
        return x.add(Tensor.ones(x.shape()));
    }

    Tensor flipped(@ComputeDtype Tensor x) {
        if (computeDtype() != Dtype.FLOAT32) {
            return x.add(Tensor.ones(x.shape(), x.dtype()));
        }
        return x.add(Tensor.ones(x.shape()));
    }
}

final class GuardedStatics {
    private GuardedStatics() {}

    static Tensor plus(Tensor x) {
        if (x.dtype() == Dtype.FLOAT16) {
            // error@32: [DtypeMismatch] add: left is float16, right is float32
            return x.add(Tensor.ones(x.shape()));
        }
        return x.add(Tensor.ones(x.shape()));
    }

    static Tensor masked(Tensor x) {
        return switch (x.dtype()) {
            // error@35: [ConstantOverflow] add: -1e9 is -Infinity in float16
            case FLOAT16 -> x.add(-1e9);
            case BFLOAT16, FLOAT32 -> x.add(-1e9);
            default -> x.add(-1e300);
        };
    }

    static Tensor integral(Tensor ids, @Float32 Tensor table) {
        if (ids.dtype().isFloating()) {
            // error@33: [IndexDtype] gather: ids are float16, bfloat16, float32 or float64, but must be int32 or int64
            return table.gather(ids);
        }
        return table.gather(ids.cast(Dtype.INT32));
    }
}
