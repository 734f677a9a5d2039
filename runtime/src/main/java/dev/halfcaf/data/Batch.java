package dev.halfcaf.data;

import dev.halfcaf.Tensor;

/**
 * Some examples: what goes into the model, and what should come out.
 *
 * @param x one example along the first axis after the other
 * @param labels one for each example
 */
public record Batch(Tensor x, Tensor labels) {
    /** The number of examples. */
    public int size() {
        return x.shape().size(0);
    }
}
