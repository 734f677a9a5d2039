package generic_flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Tensors through generic methods, classes, Optional and Function. */
final class Box<T> {
    private final T value;

    Box(T value) {
        this.value = value;
    }

    T get() {
        return value;
    }

    static <T> T first(T one, T other) {
        return one;
    }

    static <T> List<T> both(T one, T other) {
        return List.of(one, other);
    }
}

@DtypePolicy("mixed_float16")
abstract class GenericFlow extends Layer {
    public Tensor forward(Tensor x) {
        Optional<Tensor> maybe = Optional.of(x.cast(Dtype.FLOAT32));
        // error@31: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(maybe.orElseThrow());
        // error@33: [DtypeMismatch] add: left is float16, right is float32
        Tensor b = x.add(Objects.requireNonNull(x.cast(Dtype.FLOAT32)));
        // error@80: [DtypeMismatch] sub: left is float16, right is float64
        Tensor c = x.sub(Box.both(x.cast(Dtype.FLOAT64), x.cast(Dtype.FLOAT64)).get(1));
        Function<Tensor, Tensor> widen = y -> y.cast(Dtype.FLOAT32);
        // error@31: [DtypeMismatch] mul: left is float16, right is float32
        Tensor d = x.mul(widen.apply(x));
        return a.add(b).add(c).add(d);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Box<Tensor> box = new Box<>(x);
        Tensor either = Box.first(x, x.relu());
        return x.add(box.get()).add(either).add(Optional.of(x).orElseThrow()).add(Box.both(x, x).get(0));
    }

    /** One of two dtypes, and the body says which. */
    Tensor split(@ComputeDtype Tensor x) {
        return x.add(Box.first(x, x.cast(Dtype.FLOAT32)));
    }
}
