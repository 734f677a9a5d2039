package dev.halfcaf;

import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import org.jspecify.annotations.Nullable;

/** The full-precision value of a variable, which all views of it share, with a number that changes when it does. */
final class MasterValue {
    private final Shape shape;
    private final Initializer initializer;
    private final Device device = HeapDevice.instance();
    private @Nullable NdArray array;
    private long version;

    MasterValue(Shape shape, Initializer initializer) {
        this.shape = shape;
        this.initializer = initializer;
    }

    Shape shape() {
        return shape;
    }

    /** Draws the first value, once: a view that is bound later finds it there. */
    synchronized void initialize(Dtype dtype, String path, long seed) {
        if (array != null) {
            if (array.dtype() != dtype) {
                throw new IllegalStateException("[VariableDtype] Variable '" + path + "' shares its value with one in "
                        + array.dtype() + ", but its own layer keeps variables in " + dtype
                        + ": layers that share a variable need policies with one variable dtype.");
            }
            return;
        }
        double[] values = initializer.initialValues(shape, SeededRandom.named(seed, path));
        if (values.length != shape.elements()) {
            throw new IllegalStateException("The initializer of variable '" + path + "' gave " + values.length
                    + " values for shape " + shape + ", which has " + shape.elements() + " elements.");
        }
        NdArray drawn = allocate(Dtype.FLOAT64);
        device.upload(values, drawn);
        NdArray rounded = allocate(dtype);
        device.cast(drawn, rounded);
        array = rounded;
        version++;
    }

    NdArray array() {
        NdArray current = array;
        if (current == null) {
            throw new IllegalStateException("A shared variable is read before the layer of its original is bound.");
        }
        return current;
    }

    long version() {
        return version;
    }

    /** After the array was written to in place. */
    synchronized void changed() {
        version++;
    }

    synchronized void replace(NdArray value) {
        device.cast(value, array());
        version++;
    }

    NdArray copy() {
        NdArray copy = allocate(array().dtype());
        device.cast(array(), copy);
        return copy;
    }

    NdArray allocate(Dtype dtype) {
        return new NdArray(device.allocate(dtype, shape.elements()), shape);
    }
}
