package dev.halfcaf.device;

import dev.halfcaf.Dtype;

/**
 * Memory that a {@link Device} made, holding the elements of one array in row-major order. What is inside is the
 * device's own business; everyone else passes it back to that device.
 */
public interface Storage {
    /** The device that made this storage and whose ops take it. */
    Device device();

    /** The dtype of the elements. */
    Dtype dtype();

    /** The number of elements. */
    int elements();

    /** Bytes of the elements: {@code elements() * dtype().bytes()}. */
    default long bytes() {
        return (long) elements() * dtype().bytes();
    }
}
