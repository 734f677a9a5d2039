package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Normalization;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.VariableDtype;

/**
 * Layer normalization (Ba, Kiros and Hinton, 2016) of the features along the last axis. Mean and variance are float32 or
 * wider under every policy; scale and offset are read in the variable dtype, so in float32 under a mixed one.
 */
@DtypePolicy
public abstract class LayerNorm extends Layer {
    private static final double EPSILON = 1e-3;

    @VariableDtype
    final Variable scale;

    @VariableDtype
    final Variable offset;

    private final double epsilon;

    /** With Keras's epsilon, 0.001. */
    protected LayerNorm(int features) {
        this(features, EPSILON);
    }

    /** With an epsilon of its own: 1e-5 is PyTorch's. */
    protected LayerNorm(int features, double epsilon) {
        this.scale = Variable.of("scale", Shape.of(features), Initializer.ones());
        this.offset = Variable.of("offset", Shape.of(features), Initializer.zeros());
        this.epsilon = epsilon;
    }

    /** The factor of each feature, gamma. */
    public Variable scale() {
        return scale;
    }

    /** What is added to each feature, beta. */
    public Variable offset() {
        return offset;
    }

    /**
     * The layer's value.
     *
     * @param x (..., features)
     * @return of the same shape
     */
    public Tensor forward(Tensor x) {
        return Normalization.layerNorm(x, scale, offset, epsilon);
    }
}
