package dev.halfcaf.kernel;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Which kernels this JVM computes with: chosen once, by the system property {@code halfcaf.kernels}, {@code plain} or
 * {@code vector}; without it, those on the Vector API where the JVM has its module and a compiler that knows it.
 *
 * <p>Nothing here refers to a class of the vector set by type: where the module is missing, such a class cannot be
 * linked.
 */
public final class KernelSet {
    private static final String PROPERTY = "halfcaf.kernels";
    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "dev.halfcaf.kernel.vector.VectorKernels";

    /** The kernels of this JVM. */
    public static final Kernels CHOSEN = chooseAtStartUp();

    private KernelSet() {}

    private static Kernels chooseAtStartUp() {
        try {
            Choice choice = choose(System.getProperty(PROPERTY), whyNoVectors());
            System.getLogger("dev.halfcaf").log(Level.INFO, choice.message());
            return choice.kernels();
        } catch (IllegalArgumentException wrongProperty) {
            // An Error leaves a static initialiser as it is, with its sentence on top; an exception would be wrapped.
            throw new ExceptionInInitializerError(wrongProperty.getMessage());
        }
    }

    /** A set and the line that the log gets about it. */
    record Choice(Kernels kernels, String message) {}

    /**
     * The set of that name.
     *
     * @param name null for the default
     * @param whyNoVectors why the vector set cannot or should not run here, as a sentence with what to do; null if it can
     * @throws IllegalArgumentException if there is no such set, or it cannot run here
     */
    static Choice choose(@Nullable String name, @Nullable String whyNoVectors) {
        if (name != null && !name.equals("plain") && !name.equals("vector")) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + name + " names no kernels; use plain or vector.");
        }
        if ("vector".equals(name) && whyNoVectors != null) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=vector asks for the kernels on the Vector API. " + whyNoVectors);
        }
        if ("plain".equals(name)) {
            return new Choice(new PlainKernels(), "Kernels: plain, as -D" + PROPERTY + " asks.");
        }
        if (whyNoVectors != null) {
            return new Choice(new PlainKernels(), "Kernels: plain. " + whyNoVectors);
        }
        Kernels kernels = vectorKernels();
        return new Choice(kernels, "Kernels: " + kernels + ".");
    }

    private static @Nullable String whyNoVectors() {
        return whyNoVectors(ModuleLayer.boot().findModule(MODULE).isPresent(), System.getProperty("java.vm.info", ""));
    }

    /**
     * Why the Vector API is of no use: its module is not there, or the interpreter or the quick compiler runs everything,
     * which make an object of each vector.
     */
    static @Nullable String whyNoVectors(boolean modulePresent, String vmInfo) {
        if (!modulePresent) {
            return "Start java with --add-modules " + MODULE + " for the faster ones on the Vector API.";
        }
        if (vmInfo.contains("interpreted mode") || vmInfo.contains("emulated-client")) {
            return "The faster ones need the JVM's optimising compiler (C2), which an option has turned off: " + vmInfo
                    + ".";
        }
        return null;
    }

    private static Kernels vectorKernels() {
        // No "requires" in the module's declaration: javac would warn each user's build of an incubating module.
        KernelSet.class
                .getModule()
                .addReads(ModuleLayer.boot().findModule(MODULE).orElseThrow());
        try {
            return (Kernels)
                    Class.forName(VECTOR_KERNELS).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError damaged) {
            throw new IllegalStateException(
                    "The kernels on the Vector API cannot be loaded; -D" + PROPERTY + "=plain does without.", damaged);
        }
    }
}
