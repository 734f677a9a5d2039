package record_components;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Components of records, by qualifier and by flow. */
record Moments(@Float32 Tensor mean, @Float32 Tensor variance) {}

record Parts(Tensor left, Tensor right) {}

@DtypePolicy("mixed_float16")
abstract class RecordComponents extends Layer {
    public Tensor forward(Tensor x) {
        // error@76: [DtypeMismatch] new Moments: variance is float16, but must be float32
        Moments moments = new Moments(x.cast(Dtype.FLOAT32).mean(), x.abs().mean());
        // error@29: [DtypeMismatch] sub: left is float16, right is float32
        return x.sub(moments.mean());
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Moments moments = new Moments(wide.mean(), wide.square().mean());
        return x.sub(moments.mean().cast(x.dtype()));
    }

    /** What was not followed into the record is unknown, and agrees with everything. */
    Tensor given(@ComputeDtype Tensor x, Parts parts) {
        return x.add(parts.left()).add(parts.right());
    }
}
