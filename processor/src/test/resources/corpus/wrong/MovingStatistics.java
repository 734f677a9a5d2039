package moving_statistics;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.VariableDtype;

/** Statistics that are kept uncast, used with what is in the compute dtype. */
@DtypePolicy("mixed_float16")
abstract class MovingStatistics extends Layer {
    @NonTrainable @VariableDtype
    final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());
    @NonTrainable @Float32
    final Variable variance = Variable.of("variance", Shape.of(8), Initializer.ones());
    final Variable gain = Variable.of("gain", Shape.of(8), Initializer.ones());

    public Tensor forward(Tensor x) {
        // error@32: [DtypeMismatch] sub: left is float16, right is float32
        Tensor centred = x.sub(mean);
        // error@39: [DtypeMismatch] matmul: left is float16, right is float32
        Tensor product = x.matmul(gain.value());
        // error@50: [DtypeMismatch] div: left is float16, right is float32
        Tensor scaled = x.div(variance.asTensor().sqrt());
        return centred.add(product).add(scaled);
    }

    Tensor right(Tensor x) {
        Tensor wide = x.cast(variableDtype());
        Tensor normal = wide.sub(mean).div(variance.asTensor().add(1e-5).sqrt());
        return normal.cast(computeDtype()).mul(gain);
    }
}

@DtypePolicy
abstract class BareStatistics extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(Tensor x) {
        // error@35: [DtypeMismatch] matmul: left is float16, right is float32 under policy 'mixed_float16'
        Tensor y = x.matmul(kernel.value());
        // error@35: [DtypeMismatch] add: left is float32, right is float16 under policy 'mixed_float16'
        return kernel.value().add(kernel).cast(x.dtype()).add(y);
    }
}
