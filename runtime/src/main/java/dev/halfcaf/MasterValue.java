package dev.halfcaf;

import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import org.jspecify.annotations.Nullable;

/** The full-precision value of a variable, which all views of it share, with a number that changes when it does. */
final class MasterValue {
    /** What the first value is drawn by, once the variable is bound. */
    private record Start(Dtype dtype, String path, long seed) {}

    private final Initializer initializer;
    private final Device device = HeapDevice.instance();
    private volatile @Nullable Shape shape;
    private @Nullable Start start;
    private volatile @Nullable NdArray array;
    private volatile boolean frozen;
    private long version;
    private long updates;

    /** A value of this shape; null for one that is given its shape later. */
    MasterValue(@Nullable Shape shape, Initializer initializer) {
        this.shape = shape;
        this.initializer = initializer;
    }

    /** Null while nobody has said it. */
    @Nullable
    Shape shape() {
        return shape;
    }

    /** Draws the first value, once: a view that is bound later finds it there. Without a shape, it is drawn when that comes. */
    synchronized void initialize(Dtype dtype, String path, long seed) {
        if (start != null) {
            if (start.dtype() != dtype) {
                throw new IllegalStateException("[VariableDtype] Variable '" + path + "' shares its value with one in "
                        + start.dtype() + ", but its own layer keeps variables in " + dtype
                        + ": layers that share a variable need policies with one variable dtype.");
            }
            return;
        }
        Start by = new Start(dtype, path, seed);
        Shape known = shape;
        if (known != null) {
            draw(known, by);
        }
        start = by;
    }

    /** The shape; a value that has none yet gets this one, and is drawn if the variable is bound. */
    synchronized Shape shaped(Shape given) {
        Shape known = shape;
        if (known == null) {
            if (start != null) {
                draw(given, start);
            }
            known = given;
            shape = known;
        }
        return known;
    }

    private void draw(Shape given, Start by) {
        double[] values = initializer.initialValues(given, SeededRandom.named(by.seed(), by.path()));
        if (values.length != given.elements()) {
            throw new IllegalStateException("The initializer of variable '" + by.path() + "' gave " + values.length
                    + " values for shape " + given + ", which has " + given.elements() + " elements.");
        }
        NdArray drawn = allocate(Dtype.FLOAT64, given);
        device.upload(values, drawn);
        NdArray rounded = allocate(by.dtype(), given);
        device.cast(drawn, rounded);
        array = rounded;
        version++;
    }

    NdArray array() {
        NdArray current = array;
        if (current == null) {
            throw new IllegalStateException(
                    start == null
                            ? "A shared variable is read before the layer of its original is bound."
                            : noShape(start.path()));
        }
        return current;
    }

    static String noShape(String variable) {
        return "Variable '" + variable
                + "' has no shape yet: give it one in forward, where it is read, by shaped(...).";
    }

    long version() {
        return version;
    }

    boolean isFrozen() {
        return frozen;
    }

    void freeze(boolean freeze) {
        frozen = freeze;
    }

    /** After an optimizer wrote to the array in place. */
    synchronized void updated() {
        version++;
        updates++;
    }

    /** How often an optimizer has changed the value. */
    long updates() {
        return updates;
    }

    synchronized void replace(NdArray value) {
        if (shape == null && start != null) {
            array = allocate(start.dtype(), value.shape());
            shape = value.shape();
        }
        device.cast(value, array());
        version++;
    }

    NdArray copy() {
        NdArray copy = allocate(array().dtype());
        device.cast(array(), copy);
        return copy;
    }

    NdArray allocate(Dtype dtype) {
        return allocate(dtype, array().shape());
    }

    private NdArray allocate(Dtype dtype, Shape given) {
        return new NdArray(device.allocate(dtype, given.elements()), given);
    }
}
