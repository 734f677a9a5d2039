package epsilons;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Epsilons of normalisation that are 0 in float16. */
@DtypePolicy("mixed_float16")
abstract class Epsilons extends Layer {
    static final double EPSILON = 1e-8;

    public Tensor forward(Tensor x) {
        Tensor centred = x.sub(x.mean(new int[] {-1}, true));
        Tensor variance = centred.mul(centred).mean(new int[] {-1}, true);
        // error@41: [ConstantUnderflow] add: EPSILON (1.0E-8) is 0 in float16
        //   variance is float16: compute dtype of policy 'mixed_float16' (class Epsilons, line 10)
        //   The smallest number above 0 in float16 is 5.96E-8, with full precision 0.00006104.
        //   Fix: Math.max(EPSILON, variance.dtype().smallestNormal()), or compute it in float32, and cast back only behind what needs it (a division, a square root).
        return centred.div(variance.add(EPSILON).sqrt());
    }

    Tensor tiny(@ComputeDtype Tensor x) {
        // error@41: [ConstantUnderflow] add: 1e-12 is 0 in float16
        return x.div(x.abs().mean().add(1e-12));
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor centred = wide.sub(wide.mean(new int[] {-1}, true));
        Tensor variance = centred.square().mean(new int[] {-1}, true);
        return centred.div(variance.add(EPSILON).add(1e-12).sqrt()).cast(x.dtype()).add(1e-7);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class WideEpsilons extends Layer {
    public Tensor forward(Tensor x) {
        return x.div(x.abs().mean().add(1e-12).add(1e-38));
    }
}

@DtypePolicy
abstract class BareEpsilons extends Layer {
    private final double epsilon = 1e-10;

    public Tensor forward(Tensor x) {
        // warning@41: [ConstantUnderflow] add: epsilon (1.0E-10) is 0 in float16 under policy 'mixed_float16'
        return x.div(x.abs().mean().add(epsilon));
    }
}

@DtypePolicy
abstract class GuardedEpsilons extends Layer {
    public Tensor forward(Tensor x) {
        double epsilon = x.dtype() == Dtype.FLOAT16 ? 1e-5 : 1e-12;
        return x.div(x.abs().mean().add(epsilon));
    }
}
