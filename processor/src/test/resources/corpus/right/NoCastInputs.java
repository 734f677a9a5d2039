// policies: float32, mixed_float16, mixed_bfloat16
package no_cast_inputs;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.Int32;
import java.util.List;

/** Inputs that arrive as they are, and inputs that arrive in a dtype of their own. */
@DtypePolicy("POLICY")
abstract class NoCastInputs extends Layer {
    public Tensor forward(Tensor x, @NoCast Tensor raw) {
        Tensor scale = raw.cast(Dtype.FLOAT32).abs().max();
        return x.div(scale.add(1e-6).cast(x.dtype()));
    }
}

@DtypePolicy("POLICY")
abstract class FullPrecisionMask extends Layer {
    public Tensor forward(Tensor x, @Float32 Tensor mask, @Int32 Tensor lengths) {
        Tensor weight = mask.div(lengths.cast(Dtype.FLOAT32).reshape(-1, 1));
        return x.mul(weight.cast(x.dtype()));
    }
}

@DtypePolicy("POLICY")
abstract class Passed extends Layer {
    public @Floating Tensor forward(@NoCast Tensor raw, @NoCast List<Tensor> more) {
        Tensor sum = raw;
        for (Tensor one : more) {
            sum = sum.add(one);
        }
        return sum;
    }
}

@DtypePolicy("POLICY")
abstract class Caller extends Layer {
    final FullPrecisionMask child = new CastingFullPrecisionMask();
    final NoCastInputs other = new CastingNoCastInputs();

    public Tensor forward(Tensor x, @Float32 Tensor mask, @Int32 Tensor lengths) {
        Tensor y = child.forward(x, mask, lengths).cast(computeDtype());
        return other.forward(y, mask).cast(computeDtype()).add(x);
    }
}
