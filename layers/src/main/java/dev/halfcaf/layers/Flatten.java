package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** All axes but the first as one. */
@DtypePolicy
public abstract class Flatten extends Layer {
    protected Flatten() {}

    /**
     * The same elements as rows.
     *
     * @param x (batch, ...)
     * @return (batch, product of the other axes)
     */
    public Tensor forward(Tensor x) {
        int rows = x.shape().size(0);
        int columns = 1;
        for (int axis = 1; axis < x.shape().rank(); axis++) {
            columns *= x.shape().size(axis);
        }
        return x.reshape(rows, columns);
    }
}
