package deep_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Mistakes that come through several helpers, recursion and overloads. */
@DtypePolicy("mixed_float16")
abstract class DeepHelpers extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(4), Initializer.ones());

    public Tensor forward(Tensor x) {
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(first(x));
        // error@26: [DtypeMismatch] sub: left is float16, right is float32
        Tensor b = x.sub(halved(x.cast(Dtype.FLOAT32), 3));
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        Tensor c = x.mul(pick(x, Tensor.ones(x.shape())));
        Tensor d = scaled(x.cast(Dtype.FLOAT32));
        return a.add(b).add(c).add(d.cast(x.dtype())).add(halved(x, 2)).add(pick(Tensor.ones(x.shape()), x));
    }

    private Tensor first(Tensor x) {
        return second(x.mul(2)).relu();
    }

    private Tensor second(Tensor x) {
        Tensor y = third(x);
        return y.sub(y.mean());
    }

    private static Tensor third(Tensor x) {
        return x.cast(Dtype.FLOAT32);
    }

    private static Tensor halved(Tensor x, int times) {
        return times == 0 ? x : halved(x.div(2), times - 1);
    }

    private static Tensor pick(Tensor ignored, Tensor taken) {
        return taken.neg();
    }

    /** Nobody says what x is: a body is judged by its declarations, not by its callers. */
    private Tensor scaled(Tensor x) {
        return x.add(scale);
    }
}
