package double_casts;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Float64;

/** Casts that throw away what a later cast is to bring back. */
@DtypePolicy("mixed_float16")
abstract class DoubleCasts extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x, @Float32 Tensor wide) {
        Tensor half = wide.cast(x.dtype());
        // warning@28: [LossyRoundTrip] cast: back to float32 from float16, which has rounded it
        //   half is float16: cast to float16 (line 20)
        //   It was float32 before that.
        //   Fix: drop the cast to float16.
        Tensor again = half.cast(Dtype.FLOAT32);
        // warning@25: [LossyRoundTrip] cast: from float16 to bfloat16: the one has less range, the other less precision
        Tensor brain = x.cast(Dtype.BFLOAT16);
        // warning@43: [LossyRoundTrip] cast: back to float32 from float16, in which the variable was read
        Tensor weights = kernel.asTensor().cast(Dtype.FLOAT32);
        return again.add(weights).add(brain.cast(Dtype.FLOAT32)).cast(x.dtype());
    }

    Tensor right(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor half = wide.cast(x.dtype());
        Tensor shifted = half.add(x).cast(Dtype.FLOAT32);
        Tensor weights = kernel.value();
        Tensor brain = x.cast(Dtype.FLOAT32).cast(Dtype.FLOAT64).cast(Dtype.FLOAT32);
        return shifted.add(weights).add(brain).cast(x.dtype());
    }

    Tensor doubled(@Float64 Tensor x) {
        // warning@37: [LossyRoundTrip] cast: back to float64 from float32, which has rounded it
        return x.cast(Dtype.FLOAT32).cast(Dtype.FLOAT64);
    }

    /** Something stands between. */
    Tensor moved(@Float32 Tensor x) {
        return x.cast(computeDtype()).reshape(2, 2).transpose().cast(Dtype.FLOAT32);
    }

    @SuppressWarnings("halfcaf:LossyRoundTrip")
    Tensor silenced(@Float32 Tensor x) {
        return x.cast(computeDtype()).cast(Dtype.FLOAT32);
    }
}
