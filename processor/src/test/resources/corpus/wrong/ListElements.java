package list_elements;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import java.util.List;
import java.util.Map;

/** Elements of lists and maps whose dtype is declared, or flows in. */
@DtypePolicy("mixed_float16")
abstract class ListElements extends Layer {
    public Tensor forward(Tensor x, @Float32 List<Tensor> wide) {
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        return x.add(wide.get(0));
    }

    Tensor flowing(@ComputeDtype Tensor x) {
        List<Tensor> parts = List.of(Tensor.ones(x.shape()), Tensor.zeros(x.shape()));
        Tensor sum = x;
        for (Tensor part : parts) {
            // error@27: [DtypeMismatch] add: left is float16, right is float32
            sum = sum.add(part);
        }
        return sum;
    }

    Tensor each(@ComputeDtype Tensor x, @Float32 List<Tensor> wide) {
        Tensor sum = x;
        for (Tensor one : wide) {
            // error@27: [DtypeMismatch] add: left is float16, right is float32
            sum = sum.add(one);
        }
        return sum;
    }

    Tensor mapped(@ComputeDtype Tensor x, @Float32 Map<String, Tensor> wide) {
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        return x.add(wide.get("x"));
    }

    Tensor right(@ComputeDtype Tensor x, @Float32 List<Tensor> wide) {
        Tensor sum = x.add(wide.get(0).cast(x.dtype()));
        for (Tensor one : wide) {
            sum = sum.add(one.cast(sum.dtype()));
        }
        for (Tensor one : List.of(x, x.relu())) {
            sum = sum.add(one);
        }
        return sum;
    }
}
