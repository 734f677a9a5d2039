package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;

/**
 * One function after another: layers, activations, {@code Tensor::relu}, lambdas. Each gets what the one before it
 * returned, and a layer casts that to its own compute dtype. The last value is cast to this layer's, if it has another: a
 * head that is to return float32 stands beside a sequence, in a field of the model.
 */
@DtypePolicy
public abstract class Sequential extends Layer {
    final TensorFunction[] parts;

    /** These parts, in this order. */
    protected Sequential(TensorFunction... parts) {
        this.parts = parts.clone();
    }

    /**
     * The last part's value.
     *
     * @param x what the first part takes
     * @return what the last part returns; x itself where there are no parts
     */
    public Tensor forward(Tensor x) {
        Tensor value = x;
        for (TensorFunction part : parts) {
            value = part.forward(value);
        }
        return value.cast(computeDtype());
    }
}
