// policies: mixed_float16, mixed_bfloat16, float32
package stream_forms;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Collectors, iterate, groups, futures: tensors of several dtypes through the library's own generics. */
@DtypePolicy("POLICY")
abstract class StreamForms extends Layer {
    public Tensor forward(List<Tensor> parts) {
        Tensor x = parts.get(0);
        Map<Boolean, List<Tensor>> split = parts.stream().collect(Collectors.partitioningBy(t -> t.size() > 3));
        Tensor small = split.get(false).stream().reduce(x, Tensor::add);
        Map<Integer, Tensor> bySize = parts.stream()
                .collect(Collectors.toMap(Tensor::size, t -> t.cast(Dtype.FLOAT32), Tensor::add));
        Tensor sized = bySize.get(3).cast(x.dtype());
        Map<Integer, List<Tensor>> groups = parts.stream().collect(Collectors.groupingBy(t -> t.shape().rank()));
        for (Map.Entry<Integer, List<Tensor>> group : groups.entrySet()) {
            for (Tensor one : group.getValue()) {
                small = small.add(one);
            }
        }
        return small.add(sized);
    }

    Tensor iterated(@ComputeDtype Tensor x) {
        Tensor last = Stream.iterate(x, t -> t.mul(0.5)).limit(5).reduce((a, b) -> b).orElseThrow();
        Tensor sum = IntStream.range(0, 4).mapToObj(i -> x.slice(0, i, i + 1)).reduce(Tensor::add).get();
        Tensor wide = Stream.of(x).map(t -> t.cast(Dtype.FLOAT32)).reduce(Tensor.zeros(x.shape()), Tensor::add);
        Tensor counted = Stream.of(x, x).reduce(Tensor.zeros(x.shape()), (a, t) -> a.add(t.cast(a.dtype())), Tensor::add);
        return last.add(sum).add(wide.add(counted).cast(x.dtype()));
    }

    Tensor optional(@ComputeDtype Tensor x, Tensor maybe) {
        Tensor y = Optional.ofNullable(maybe).map(t -> t.cast(x.dtype())).orElseGet(() -> Tensor.ones(x.shape(), x.dtype()));
        Tensor z = Optional.of(x).filter(t -> t.size() > 0).map(Tensor::relu).orElse(x);
        return y.add(z);
    }

    Tensor flattened(@ComputeDtype Tensor x, List<List<Tensor>> nested) {
        List<Tensor> flat = nested.stream().flatMap(List::stream).map(t -> t.cast(x.dtype())).toList();
        Tensor[] array = flat.stream().map(Tensor::tanh).toArray(Tensor[]::new);
        Tensor sum = x;
        for (Tensor one : array) {
            sum = sum.add(one);
        }
        return sum.add(Tensor.concat(0, flat.toArray(new Tensor[0])));
    }

    Tensor later(@ComputeDtype Tensor x) throws Exception {
        java.util.concurrent.Callable<Tensor> task = () -> x.cast(Dtype.FLOAT32).softmax(-1);
        Tensor now = task.call();
        Tensor soon = java.util.concurrent.CompletableFuture.supplyAsync(() -> x.relu()).join();
        return now.cast(x.dtype()).add(soon);
    }

    Tensor functions(@ComputeDtype Tensor x) {
        BiFunction<Tensor, Tensor, Tensor> plus = Tensor::add;
        BinaryOperator<Tensor> times = (a, b) -> a.mul(b);
        Function<Tensor, Tensor> widen = t -> t.cast(Dtype.FLOAT32);
        Function<Tensor, Tensor> both = widen.andThen(t -> t.softmax(-1)).andThen(t -> t.cast(x.dtype()));
        Consumer<Tensor> log = t -> System.out.println(t.dtype());
        log.accept(widen.apply(x));
        return plus.apply(x, times.apply(x, both.apply(x)));
    }
}
