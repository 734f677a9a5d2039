package island_uses;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** An island that is used outside of it twice: each use needs a cast of its own. */
@DtypePolicy("mixed_float16")
abstract class IslandUses extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32).softmax(-1);
        Tensor statistics = wide.sub(wide.mean());
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(wide);
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        Tensor b = x.mul(statistics);
        return a.add(b);
    }
}
