package dropout;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;

/** Dropout and noise, drawn in the dtype of what they meet. */
@DtypePolicy
abstract class Dropout extends Layer {
    final double rate;

    Dropout(double rate) {
        this.rate = rate;
    }

    public Tensor forward(Tensor x) {
        if (!isTraining() || rate == 0) {
            return x;
        }
        Tensor kept = Tensor.randomUniform(x.shape(), x.dtype(), random()).ge(rate);
        return x.mul(kept.cast(x.dtype())).div(1 - rate);
    }
}

/** Drawn in float32, since the mask is a bool before it meets the input. */
@DtypePolicy
abstract class ChannelDropout extends Layer {
    public Tensor forward(Tensor x) {
        Shape channels = Shape.of(x.shape().size(0), 1, x.shape().size(2));
        Tensor kept = Tensor.randomUniform(channels, Dtype.FLOAT32, random()).lt(0.9);
        return Tensor.where(kept, x.div(0.9), Tensor.zeros(x.shape(), x.dtype()));
    }
}

@DtypePolicy
abstract class GaussianNoise extends Layer {
    public Tensor forward(Tensor x) {
        return isTraining() ? x.add(Tensor.randomNormal(x.shape(), computeDtype(), random()).mul(0.1)) : x;
    }
}
