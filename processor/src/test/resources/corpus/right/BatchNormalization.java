// policies: float32, mixed_float16, mixed_bfloat16
package batch_normalization;

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
import dev.halfcaf.qualifier.VariableDtype;

/** Moving averages in float32, updated from float32, read uncast. */
@DtypePolicy("POLICY")
abstract class BatchNormalization extends Layer {
    private static final double MOMENTUM = 0.99;
    private static final double EPSILON = 1e-5;

    final Variable gain;
    final Variable offset;
    @NonTrainable @Float32 final Variable movingMean;
    @NonTrainable @VariableDtype final Variable movingVariance;
    @Int64 final Variable steps;

    BatchNormalization(int width) {
        gain = Variable.of("gain", Shape.of(width), Initializer.ones());
        offset = Variable.of("offset", Shape.of(width), Initializer.zeros());
        movingMean = Variable.of("moving_mean", Shape.of(width), Initializer.zeros());
        movingVariance = Variable.of("moving_variance", Shape.of(width), Initializer.ones());
        steps = Variable.of("steps", Shape.scalar(), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor mean;
        Tensor variance;
        if (isTraining()) {
            mean = wide.mean(0);
            variance = wide.sub(mean).square().mean(0);
            movingMean.assign(moved(movingMean.value(), mean));
            movingVariance.assign(moved(movingVariance.value(), variance));
            steps.assign(steps.value().add(1));
        } else {
            mean = movingMean.asTensor();
            variance = movingVariance.asTensor();
        }
        Tensor normal = wide.sub(mean).div(variance.add(EPSILON).sqrt());
        return normal.cast(computeDtype()).mul(gain).add(offset);
    }

    private static Tensor moved(Tensor old, Tensor now) {
        return old.mul(MOMENTUM).add(now.detach().mul(1 - MOMENTUM));
    }
}
