package collection_flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists and maps that are filled by statements. */
@DtypePolicy("mixed_float16")
abstract class CollectionFlow extends Layer {
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        List<Tensor> wide = new ArrayList<>();
        for (Tensor input : inputs) {
            wide.add(input.cast(Dtype.FLOAT32));
        }
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(wide.get(0));
        Map<String, Tensor> named = new HashMap<>();
        named.put("x", x.cast(Dtype.FLOAT32));
        // error@31: [DtypeMismatch] sub: left is float16, right is float32
        Tensor b = x.sub(named.get("x"));
        List<Tensor> mapped = inputs.stream().map(y -> y.cast(Dtype.FLOAT32)).toList();
        // error@32: [DtypeMismatch] mul: left is float16, right is float32
        Tensor c = x.mul(mapped.get(0));
        // error@57: [DtypeMismatch] add: left is float16, right is float32
        Tensor d = inputs.stream().map(y -> y.add(Tensor.ones(y.shape()))).findFirst().orElseThrow();
        return a.add(b).add(c).add(d);
    }

    Tensor right(@ComputeDtype List<Tensor> inputs) {
        List<Tensor> all = new ArrayList<>(inputs);
        all.add(inputs.get(0).relu());
        Tensor sum = all.get(0);
        for (Tensor one : all) {
            sum = sum.add(one);
        }
        return sum;
    }
}
