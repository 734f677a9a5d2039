package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** The mean of all pixels, channel by channel, accumulated in float32 or wider. */
@DtypePolicy
public abstract class GlobalAvgPool2d extends Layer {
    protected GlobalAvgPool2d() {}

    /**
     * The layer's value.
     *
     * @param x (batch, height, width, channels)
     * @return (batch, channels)
     */
    public Tensor forward(Tensor x) {
        return x.mean(1, 2);
    }
}
