package dev.halfcaf.sample.data;

import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/**
 * Some images with their labels, as a model takes them.
 *
 * @param pixels (images, pixels), each from 0 to 1
 * @param labels (images,), each a class from 0 on
 */
public record Batch(@Float32 Tensor pixels, @Int32 Tensor labels) {
    /** The number of images. */
    public int size() {
        return labels.size();
    }
}
