package dev.halfcaf.internal;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.autograd.Node;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * What the package {@code dev.halfcaf.train} needs of the root package beyond its public methods. Java has no visibility
 * for two packages; so the root package hands over one object of this class when it is initialised.
 */
public abstract class Access {
    private static @Nullable Access instance;

    /** The root package's object. */
    public static Access get() {
        if (instance == null) {
            try {
                MethodHandles.lookup().ensureInitialized(Layer.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError("Layer is public", e);
            }
        }
        Access access = instance;
        if (access == null) {
            throw new AssertionError("Layer's initialiser sets it");
        }
        return access;
    }

    /** Called once, by the root package. */
    public static void set(Access access) {
        instance = access;
    }

    /** The elements behind a tensor. */
    public abstract NdArray array(Tensor tensor);

    /** The tensor's place in a recording, or null if it has none. */
    public abstract @Nullable Node node(Tensor tensor);

    /** A tensor of these elements, without history. */
    public abstract Tensor tensor(NdArray array);

    /** Opens training on the model that the layer belongs to, in the buffers of its last recording. Binds the layer. */
    public abstract Recording open(Layer model);

    /** Ends what {@link #open} began. */
    public abstract void close(Layer model, Recording recording);

    /** The memory of the gradients of the model that the layer belongs to. */
    public abstract GradientBuffers gradientBuffers(Layer model);

    /** What a recording knows the variable's gradient by: the same for all views of one master. */
    public abstract Object key(Variable variable);

    /** The full-precision value itself, to be changed in place; {@link #updated} must follow. */
    public abstract NdArray master(Variable variable);

    /**
     * The copy of the variable that ops read in the place of the master, to be written together with it; null where ops read
     * the master, or have not read a copy yet.
     */
    public abstract @Nullable NdArray readCopy(Variable variable);

    /** Tells that an update changed the master in place, and the {@link #readCopy} with it. */
    public abstract void updated(Variable variable);

    /** How often {@link #updated} was told. */
    public abstract long updates(Variable variable);

    /** The state of the model's random generator. */
    public abstract long randomState(Layer model);

    /** Sets the model's random generator back to a {@link #randomState}. */
    public abstract void restoreRandom(Layer model, long state);
}
