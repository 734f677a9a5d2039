package half_averages;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;

/** Moving averages that are updated from a half-precision read. */
@DtypePolicy("mixed_float16")
abstract class HalfAverages extends Layer {
    @NonTrainable final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());
    @NonTrainable final Variable other = Variable.of("other", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor moved = mean.asTensor().mul(0.99).add(x.mean(0).mul(0.01));
        // warning@21: [LossyRoundTrip] assign: mean goes through float16 and back to float32
        mean.assign(moved);
        // warning@52: [LossyRoundTrip] assign: other goes through float16 and back to float32
        other.assign(x.mean(0).sub(other).mul(0.01).add(other));
        return x;
    }

    void right(@ComputeDtype Tensor x) {
        Tensor now = x.cast(Dtype.FLOAT32).mean(0);
        mean.assign(mean.value().mul(0.99).add(now.mul(0.01)));
        other.assign(now.sub(other.value()).mul(0.01).add(other.value()));
    }
}

@DtypePolicy
abstract class BareAverages extends Layer {
    @NonTrainable final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        // warning@46: [LossyRoundTrip] assign: mean goes through float16 and back to float32 under policy 'mixed_float16'
        mean.assign(mean.asTensor().mul(0.99).add(x.mean(0).mul(0.01)));
        return x;
    }
}

@DtypePolicy("float32")
abstract class SingleAverages extends Layer {
    @NonTrainable final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        mean.assign(mean.asTensor().mul(0.99).add(x.mean(0).mul(0.01)));
        return x;
    }
}
