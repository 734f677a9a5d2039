// policies: mixed_float16, mixed_bfloat16, float32
package record_forms;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import java.util.List;

/** Records that convert what they are given, by compact constructors, accessors and factories. */
record Standard(Tensor values, double scale) {
    Standard {
        values = values.cast(Dtype.FLOAT32);
    }

    static Standard of(Tensor x) {
        return new Standard(x, x.cast(Dtype.FLOAT32).abs().max().item());
    }

    @Override
    public Tensor values() {
        return values.div(scale);
    }

    Tensor raw() {
        return values;
    }
}

record Named(String name, @Float32 Tensor weights, @Int32 Tensor ids, List<Tensor> rest) {
    Named(Tensor weights) {
        this("none", weights.cast(Dtype.FLOAT32), Tensor.arange(3), List.of());
    }

    Named with(Tensor other) {
        return new Named(name, other.cast(weights.dtype()), ids, rest);
    }
}

@DtypePolicy("POLICY")
abstract class RecordForms extends Layer {
    public Tensor forward(Tensor x) {
        Standard standard = Standard.of(x);
        Tensor wide = standard.values().cast(Dtype.FLOAT32).add(standard.raw().cast(Dtype.FLOAT32));
        Named named = new Named(x).with(x.relu());
        Tensor picked = named.weights().gather(named.ids()).add(wide);
        return picked.cast(x.dtype()).add(x);
    }

    Tensor given(@ComputeDtype Tensor x, Named named, Standard standard) {
        Tensor sum = x.add(named.weights().cast(x.dtype()));
        for (Tensor one : named.rest()) {
            sum = sum.add(one);
        }
        return sum.mul(standard.scale());
    }

    /** The constructor makes float32 of it, whatever was given. */
    Tensor converted(@ComputeDtype Tensor x) {
        Standard standard = new Standard(x, 2);
        return standard.values().add(Tensor.ones(x.shape())).cast(x.dtype());
    }
}
