package dev.halfcaf.layers;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Spatial;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of images, channels last, with a kernel (height, width, inputs, units), plus a bias (units,), and then
 * an activation: see {@link Spatial#conv2d(dev.halfcaf.Operand, dev.halfcaf.Operand, dev.halfcaf.Operand, Sweep)}. The
 * kernel starts Glorot-uniform, the bias at 0, as in Keras.
 */
@DtypePolicy
public abstract class Conv2d extends Layer {
    final Variable kernel;
    final Variable bias;
    private final Sweep sweep;
    private final @Nullable Activation activation;

    /** A square window of that size, moved by {@link Sweep#same}. */
    protected Conv2d(int inputs, int units, int size) {
        this(inputs, units, size, size, Sweep.same(), null);
    }

    /** A square window of that size, moved by {@link Sweep#same}, and an activation. */
    protected Conv2d(int inputs, int units, int size, Activation activation) {
        this(inputs, units, size, size, Sweep.same(), activation);
    }

    /** A window of any size, moved in any way; without an activation where that is null. */
    protected Conv2d(int inputs, int units, int height, int width, Sweep sweep, @Nullable Activation activation) {
        this.kernel = Variable.of("kernel", Shape.of(height, width, inputs, units), Initializer.glorotUniform());
        this.bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
        this.sweep = sweep;
        this.activation = activation;
    }

    /** The kernel, (height, width, inputs, units). */
    public Variable kernel() {
        return kernel;
    }

    /** The bias, (units,). */
    public Variable bias() {
        return bias;
    }

    /**
     * The layer's value.
     *
     * @param x (batch, height, width, inputs)
     * @return (batch, height of the result, width of the result, units), see {@link Sweep}
     */
    public Tensor forward(Tensor x) {
        return activation == null
                ? Spatial.conv2d(x, kernel, bias, sweep)
                : Spatial.conv2d(x, kernel, bias, sweep, activation);
    }
}
