// policies: float32, mixed_float16, mixed_bfloat16
package static_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.ResultDtype;
import dev.halfcaf.qualifier.SameDtype;

/** Helpers in a class of their own, with and without qualifiers. */
final class Activations {
    private Activations() {}

    static Tensor swish(Tensor x) {
        return x.mul(x.sigmoid());
    }

    @SameDtype
    static Tensor leaky(@SameDtype Tensor x, @SameDtype double slope) {
        return x.maximum(x.mul(slope));
    }

    @Float32
    static Tensor frequencies(int count) {
        return Tensor.arange(0, count, 1, Dtype.FLOAT32).add(1);
    }

    static Tensor ramp(int count, @ResultDtype Dtype dtype) {
        return Tensor.arange(0, count, 1, dtype).div(count);
    }

    static Tensor normalized(@Floating Tensor x) {
        Dtype given = x.dtype();
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor shifted = wide.sub(wide.mean());
        return shifted.cast(given);
    }
}

@DtypePolicy("POLICY")
abstract class StaticHelpers extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        Tensor y = Activations.swish(x.matmul(kernel)).add(kernel);
        Tensor z = Activations.leaky(y, 0.01).add(x);
        Tensor f = Activations.frequencies(8).cast(z.dtype());
        Tensor r = Activations.ramp(8, computeDtype());
        return Activations.normalized(z.mul(f).add(r)).add(x);
    }
}
