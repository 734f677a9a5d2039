package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Spatial;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;

/** The largest pixel under each place of a window, channel by channel: {@link Spatial#maxPool2d}. */
@DtypePolicy
public abstract class MaxPool2d extends Layer {
    private final int height;
    private final int width;
    private final Sweep sweep;

    /** Square windows of that size, side by side. */
    protected MaxPool2d(int size) {
        this(size, size, Sweep.valid().withStride(size));
    }

    /** A window of any size, moved in any way. */
    protected MaxPool2d(int height, int width, Sweep sweep) {
        this.height = height;
        this.width = width;
        this.sweep = sweep;
    }

    /**
     * The layer's value.
     *
     * @param x (batch, height, width, channels)
     * @return (batch, height of the result, width of the result, channels), see {@link Sweep}
     */
    public Tensor forward(Tensor x) {
        return Spatial.maxPool2d(x, height, width, sweep);
    }
}
