// policies: mixed_float16, mixed_bfloat16, float32
package features;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Int32;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collections of tensors of several dtypes, told apart by index or name. */
@DtypePolicy("POLICY")
abstract class Features extends Layer {
    final Variable table = Variable.of("table", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(Tensor x, @Int32 Tensor ids, @Bool Tensor mask) {
        Map<String, Tensor> features = new LinkedHashMap<>();
        features.put("x", x);
        features.put("ids", ids);
        features.put("mask", mask);
        Tensor embedded = table.asTensor().gather(features.get("ids"));
        return features.get("x").add(embedded).mul(features.get("mask").cast(x.dtype()));
    }

    Tensor pair(@ComputeDtype Tensor x) {
        List<Tensor> both = List.of(x, x.cast(Dtype.FLOAT32));
        Tensor[] array = {x, x.cast(Dtype.FLOAT32).softmax(-1)};
        return both.get(0).add(x).add(array[0]).add(array[1].cast(x.dtype()));
    }

    Tensor mapped(@ComputeDtype Tensor x, @Int32 Tensor ids) {
        Map<String, Tensor> all = Map.of("x", x, "ids", ids);
        return all.get("x").add(table.asTensor().gather(all.get("ids")));
    }

    Tensor streamed(@ComputeDtype Tensor x) {
        return Stream.of(x, x.cast(Dtype.FLOAT32), x.argmax(-1)).map(t -> t.cast(x.dtype())).reduce(x, Tensor::add);
    }

    Tensor filtered(@ComputeDtype Tensor x) {
        Optional<Tensor> found = Stream.of(x, x.cast(Dtype.FLOAT32)).filter(t -> t.dtype() == x.dtype()).findFirst();
        return found.orElse(x).add(x);
    }

    Tensor queue(@ComputeDtype Tensor x) {
        Deque<Tensor> todo = new ArrayDeque<>();
        todo.push(x.cast(Dtype.FLOAT32));
        todo.push(x);
        return todo.pop().add(x).add(todo.pop().cast(x.dtype()));
    }
}
