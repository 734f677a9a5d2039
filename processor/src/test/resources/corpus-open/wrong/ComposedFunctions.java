package composed_functions;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.function.Function;

/** Functions made of functions. */
@DtypePolicy("mixed_float16")
abstract class ComposedFunctions extends Layer {
    public Tensor forward(Tensor x) {
        Function<Tensor, Tensor> widen = t -> t.cast(Dtype.FLOAT32);
        Function<Tensor, Tensor> both = widen.andThen(t -> t.softmax(-1));
        // error@26: [DtypeMismatch] sub: left is float16, right is float32
        return x.sub(both.apply(x));
    }

    Tensor right(@ComputeDtype Tensor x) {
        Function<Tensor, Tensor> widen = t -> t.cast(Dtype.FLOAT32);
        return x.sub(widen.andThen(t -> t.cast(x.dtype())).apply(x));
    }
}
