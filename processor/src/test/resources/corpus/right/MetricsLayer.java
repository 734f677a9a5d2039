// policies: float32, mixed_float16, mixed_bfloat16
package metrics_layer;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int64;

/** A layer that measures what goes through it: sums over many elements are made in float32. */
@DtypePolicy("POLICY")
abstract class ActivationMonitor extends Layer {
    @NonTrainable @Float32 final Variable mean = Variable.of("mean", Shape.scalar(), Initializer.zeros());
    @Int64 final Variable count = Variable.of("count", Shape.scalar(), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor total = x.cast(Dtype.FLOAT32).sum();
        Tensor size = count.value().add(x.size());
        Tensor share = total.div(size.cast(Dtype.FLOAT32));
        mean.assign(mean.value().add(share));
        count.assign(size);
        return x;
    }

    @Float32
    Tensor average() {
        return mean.value();
    }

    @Int64
    Tensor seen() {
        return count.asTensor();
    }
}
