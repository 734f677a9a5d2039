package stream_mistakes;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Mistakes within the library's own generics. */
@DtypePolicy("mixed_float16")
abstract class StreamMistakes extends Layer {
    public Tensor forward(List<Tensor> parts) {
        Tensor x = parts.get(0);
        Tensor wide = parts.stream().map(t -> t.cast(Dtype.FLOAT32)).reduce(Tensor::add).orElseThrow();
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(wide);
        BiFunction<Tensor, Tensor, Tensor> plus = (p, q) -> p.add(q);
        Tensor sum = IntStream.range(0, 3).mapToObj(i -> Tensor.ones(Shape.of(i))).reduce(Tensor::add).get();
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        Tensor c = x.mul(sum);
        Tensor[] array = parts.stream().map(t -> t.cast(Dtype.FLOAT64)).toArray(Tensor[]::new);
        // error@31: [DtypeMismatch] add: left is float16, right is float64
        Tensor d = x.add(array[0]);
        return a.add(c).add(d).add(plus.apply(x, x));
    }

    Tensor optional(@ComputeDtype Tensor x) {
        // error@68: [DtypeMismatch] add: left is float16, right is float32
        return x.add(Optional.of(x).map(t -> t.cast(Dtype.FLOAT32)).orElseThrow());
    }

    Tensor each(@ComputeDtype List<Tensor> parts) {
        // error@40: [DtypeMismatch] add: left is float16, right is float32
        parts.forEach(t -> t.add(Tensor.ones(t.shape())));
        return parts.get(0);
    }

    Tensor called(@ComputeDtype Tensor x) throws Exception {
        java.util.concurrent.Callable<Tensor> task = () -> x.cast(Dtype.FLOAT32);
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        return x.mul(task.call());
    }

    Tensor reference(@ComputeDtype Tensor x) {
        Function<Tensor, Tensor> wide = StreamMistakes::wide;
        UnaryOperator<Tensor> own = this::scaled;
        // error@44: [DtypeMismatch] add: left is float16, right is float32
        return x.add(own.apply(x)).add(wide.apply(x));
    }

    private static Tensor wide(Tensor x) {
        return x.cast(Dtype.FLOAT32);
    }

    private Tensor scaled(Tensor x) {
        return x.cast(computeDtype()).mul(2);
    }
}
