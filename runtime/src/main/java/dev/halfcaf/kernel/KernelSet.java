package dev.halfcaf.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Which kernels this JVM computes with: chosen once, by the system property {@code halfcaf.kernels}, {@code plain} or
 * {@code vector}; without it, the fastest set there is.
 */
public final class KernelSet {
    private static final String PROPERTY = "halfcaf.kernels";

    /** The kernels of this JVM. */
    public static final Kernels CHOSEN = chooseAtStartUp();

    private KernelSet() {}

    private static Kernels chooseAtStartUp() {
        Kernels chosen;
        try {
            chosen = choose(System.getProperty(PROPERTY));
        } catch (IllegalArgumentException wrongProperty) {
            // An Error leaves a static initialiser as it is, with its sentence on top; an exception would be wrapped.
            throw new ExceptionInInitializerError(wrongProperty.getMessage());
        }
        System.getLogger("dev.halfcaf").log(System.Logger.Level.DEBUG, "Kernels: {0}", chosen.name());
        return chosen;
    }

    /**
     * The set of that name.
     *
     * @param name null for the default
     * @throws IllegalArgumentException if there is no such set
     */
    static Kernels choose(@Nullable String name) {
        if (name == null || name.equals("plain")) {
            return new PlainKernels();
        }
        if (name.equals("vector")) {
            throw new IllegalArgumentException("-D" + PROPERTY
                    + "=vector asks for kernels on the Vector API, which this version of Halfcaf does not have;"
                    + " use plain.");
        }
        throw new IllegalArgumentException("-D" + PROPERTY + "=" + name + " names no kernels; use plain or vector.");
    }
}
