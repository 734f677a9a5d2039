package polymorphism;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers behind interfaces and superclasses, chosen at run time. */
@DtypePolicy
abstract class Plain extends Layer {
    public Tensor forward(Tensor x) {
        return x.relu();
    }
}

@DtypePolicy("float32")
abstract class Precise extends Layer {
    public Tensor forward(Tensor x) {
        return x.softmax(-1);
    }
}

@DtypePolicy("mixed_float16")
abstract class Polymorphism extends Layer {
    final TensorFunction first;
    final List<TensorFunction> more;
    final Plain chosen;
    final Plain[] array = new Plain[2];
    final Map<String, Plain> byName;

    Polymorphism(boolean wide, Plain given) {
        first = wide ? new CastingPrecise() : new CastingPlain();
        more = List.of(new CastingPlain(), Tensor::tanh);
        chosen = wide ? new CastingPlain(Policy.of("float32")) : given;
        Arrays.setAll(array, i -> new CastingPlain());
        byName = Map.of("a", new CastingPlain(), "b", new CastingPlain(Policy.of("float32")));
    }

    public Tensor forward(Tensor x) {
        Tensor y = first.forward(x).cast(x.dtype());
        for (TensorFunction function : more) {
            y = y.add(function.forward(y));
        }
        y = y.add(chosen.forward(y).cast(y.dtype()));
        for (Plain one : array) {
            y = y.add(one.forward(y).cast(y.dtype()));
        }
        return y.add(byName.get("b").forward(y).cast(y.dtype()));
    }
}
