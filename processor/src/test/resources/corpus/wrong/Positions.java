package positions;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;

/** Positions and other integers that meet floating tensors. */
@DtypePolicy("mixed_float16")
abstract class Positions extends Layer {
    public Tensor forward(Tensor x) {
        Tensor ids = Tensor.arange(x.shape().size(0));
        // error@22: [DtypeMismatch] add: left is float16, right is int32
        return x.add(ids);
    }
}

@DtypePolicy("mixed_float16")
abstract class Angles extends Layer {
    public Tensor forward(Tensor x) {
        Tensor angles = Tensor.arange(0, x.shape().size(0), 1, Dtype.FLOAT32).mul(0.01);
        // error@28: [DtypeMismatch] add: left is float16, right is float32
        return x.add(angles.tanh());
    }
}

@DtypePolicy("mixed_float16")
abstract class RightAngles extends Layer {
    public Tensor forward(Tensor x) {
        Tensor angles = Tensor.arange(0, x.shape().size(0), 1, Dtype.FLOAT32).mul(0.01);
        return x.add(angles.tanh().cast(x.dtype()));
    }
}

final class Ids {
    private Ids() {}

    static Tensor found(@Int64 Tensor ids) {
        // error@29: [DtypeMismatch] eq: left is int64, right is int32
        return ids.eq(Tensor.arange(5));
    }

    static Tensor right(@Int64 Tensor ids) {
        return ids.eq(Tensor.arange(0, 5, 1, Dtype.INT64));
    }

    static Tensor floated(@Int32 Tensor ids) {
        // error@16: [DtypeMismatch] relu: x is int32, but must be floating
        return ids.relu();
    }

    static Tensor rightlyFloated(@Int32 Tensor ids) {
        return ids.cast(Dtype.FLOAT32).relu();
    }
}
