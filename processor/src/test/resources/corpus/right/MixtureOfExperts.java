// policies: float32, mixed_float16, mixed_bfloat16
package mixture_of_experts;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int64;

/** A router in float32, experts in the compute dtype, and a count of who got what. */
@DtypePolicy
abstract class Expert extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.heNormal());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).relu();
    }
}

@DtypePolicy("POLICY")
abstract class MixtureOfExperts extends Layer {
    final Variable router = Variable.of("router", Shape.of(8, 4), Initializer.glorotUniform());
    final Expert[] experts = {new CastingExpert(), new CastingExpert(), new CastingExpert(), new CastingExpert()};
    @Int64 final Variable routed = Variable.of("routed", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor scores = x.cast(Dtype.FLOAT32).matmul(router.value());
        Tensor shares = scores.softmax(-1);
        Tensor chosen = scores.argmax(-1).reshape(-1, 1).eq(Tensor.arange(experts.length));
        Tensor gates = shares.mul(chosen.cast(shares.dtype()));
        Tensor sum = Tensor.zeros(x.shape(), x.dtype());
        for (int i = 0; i < experts.length; i++) {
            Tensor gate = gates.slice(-1, i, i + 1).cast(x.dtype());
            sum = sum.add(experts[i].forward(x).cast(x.dtype()).mul(gate));
        }
        routed.assign(routed.value().add(chosen.cast(Dtype.INT64).sum(0)));
        return sum;
    }

    /** How unevenly the router decides. */
    @Float32
    Tensor imbalance() {
        Tensor counts = routed.value().cast(Dtype.FLOAT32);
        Tensor share = counts.div(counts.sum().maximum(Tensor.scalar(1, Dtype.FLOAT32)));
        return share.sub(0.25).square().mean();
    }
}
