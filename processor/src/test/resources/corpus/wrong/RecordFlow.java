package record_flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Components whose dtype is known from what was put into them. */
record Parts(Tensor left, Tensor right) {}

@DtypePolicy("mixed_float16")
abstract class RecordFlow extends Layer {
    public Tensor forward(Tensor x) {
        Parts parts = new Parts(x, x.cast(Dtype.FLOAT32));
        Tensor fine = parts.left().add(x);
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        return fine.add(parts.right());
    }

    Tensor right(@ComputeDtype Tensor x) {
        Parts parts = new Parts(x, x.cast(Dtype.FLOAT32));
        return parts.left().add(parts.right().cast(x.dtype()));
    }
}
