package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;

/**
 * {@code x + body(x)} (He et al., "Deep Residual Learning for Image Recognition", 2015). The body is a layer, or a function
 * such as {@code Tensor::relu}; what it returns is cast to this layer's compute dtype, if it has another.
 */
@DtypePolicy
public abstract class Residual extends Layer {
    final TensorFunction body;

    /** A way around that body. */
    protected Residual(TensorFunction body) {
        this.body = body;
    }

    /**
     * The layer's value.
     *
     * @param x what the body takes
     * @return of the same shape, which must be that of the body's value
     */
    public Tensor forward(Tensor x) {
        return x.add(body.forward(x).cast(computeDtype()));
    }
}
