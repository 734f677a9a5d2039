package dev.halfcaf.device;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import java.util.Objects;

/**
 * Elements in a device's memory together with their shape: what a tensor is without its history. Always contiguous and
 * in row-major order, so that two shapes of one storage are the same data ({@link #reshape} copies nothing).
 */
public record NdArray(Storage storage, Shape shape) {
    public NdArray {
        Objects.requireNonNull(storage, "storage");
        if (storage.elements() != shape.elements()) {
            throw new IllegalArgumentException("Shape " + shape + " needs " + shape.elements()
                    + " elements; the storage has " + storage.elements() + ".");
        }
    }

    /** The dtype of the elements. */
    public Dtype dtype() {
        return storage.dtype();
    }

    /** The device that holds the elements. */
    public Device device() {
        return storage.device();
    }

    /** The number of elements. */
    public int elements() {
        return storage.elements();
    }

    /**
     * The same storage under another shape.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public NdArray reshape(Shape other) {
        return other.equals(shape) ? this : new NdArray(storage, other);
    }
}
