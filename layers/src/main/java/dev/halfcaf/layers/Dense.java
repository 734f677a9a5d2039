package dev.halfcaf.layers;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import org.jspecify.annotations.Nullable;

/**
 * {@code f(x W + b)} with a kernel W (inputs, units) and a bias b (units,), in one op that rounds once. The kernel starts
 * Glorot-uniform, the bias at 0, as Keras's Dense does.
 */
@DtypePolicy
public abstract class Dense extends Layer {
    final Variable kernel;
    final Variable bias;
    private final @Nullable Activation activation;

    /** A layer without an activation. */
    protected Dense(int inputs, int units) {
        this(inputs, units, null);
    }

    /** A layer with an activation, or without where it is null. */
    protected Dense(int inputs, int units, @Nullable Activation activation) {
        this.kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        this.bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
        this.activation = activation;
    }

    /** The variable W, (inputs, units). */
    public Variable kernel() {
        return kernel;
    }

    /** The variable b, (units,). */
    public Variable bias() {
        return bias;
    }

    /**
     * The layer's value.
     *
     * @param x (..., inputs)
     * @return (..., units)
     */
    public Tensor forward(Tensor x) {
        return activation == null ? x.linear(kernel, bias) : x.linear(kernel, bias, activation);
    }
}
