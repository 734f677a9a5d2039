// policies: mixed_float16, mixed_bfloat16, float32
package replaced_elements;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Elements that are replaced before they are used: in place, by index, by name; fields that another method sets. */
@DtypePolicy("POLICY")
abstract class ReplacedElements extends Layer {
    public Tensor forward(Tensor x) {
        Tensor[] parts = {Tensor.ones(x.shape()), Tensor.zeros(x.shape())};
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].cast(x.dtype());
        }
        return x.add(parts[0]);
    }

    Tensor list(@ComputeDtype Tensor x) {
        List<Tensor> all = new ArrayList<>(List.of(Tensor.ones(x.shape())));
        all.replaceAll(t -> t.cast(x.dtype()));
        return x.add(all.get(0));
    }

    Tensor indexed(@ComputeDtype Tensor x) {
        List<Tensor> all = new ArrayList<>();
        all.add(Tensor.ones(x.shape()));
        all.set(0, all.get(0).cast(x.dtype()));
        return x.add(all.get(0));
    }

    Tensor cleared(@ComputeDtype Tensor x) {
        List<Tensor> all = new ArrayList<>(List.of(Tensor.ones(x.shape())));
        all.clear();
        all.add(x);
        return x.add(all.get(0));
    }

    Tensor put(@ComputeDtype Tensor x) {
        Map<String, Tensor> all = new HashMap<>();
        all.put("a", Tensor.ones(x.shape()));
        all.put("a", all.get("a").cast(x.dtype()));
        return x.add(all.get("a"));
    }

    Tensor captured(@ComputeDtype Tensor x) {
        Tensor[] holder = {Tensor.ones(x.shape())};
        Runnable change = () -> holder[0] = x;
        change.run();
        return x.add(holder[0]);
    }

    private Tensor last = Tensor.ones(Shape.of(3));

    Tensor field(@ComputeDtype Tensor x) {
        last = x.cast(Dtype.FLOAT32);
        touch(x);
        return x.add(last);
    }

    private void touch(Tensor x) {
        last = x;
    }

    Tensor otherObject(@ComputeDtype Tensor x, ReplacedElements other) {
        last = x.cast(Dtype.FLOAT32);
        other.last = x;
        this.last = x;
        other.last = x.cast(Dtype.FLOAT32);
        return x.add(last);
    }
}
