package dev.halfcaf.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;

/** Where each contestant comes from. The peers' classes are there only if a Maven profile put them there. */
final class Peers {
    private static final String PACKAGE = "dev.halfcaf.benchmarks.peers.";

    private Peers() {}

    /**
     * All of them.
     *
     * @param logs a folder for what other processes say
     */
    static Field field(Path logs) {
        String halfcaf = Halfcaf.class.getName();
        return new Field()
                .with(Role.HALFCAF, Halfcaf::new)
                .with(Role.PROBE, Probes::new)
                .with(
                        Role.HALFCAF_PLAIN,
                        () -> Remote.start(halfcaf, List.of("-Dhalfcaf.kernels=plain"), logs.resolve("plain.log")))
                .with(
                        Role.HALFCAF_TWO_THREADS,
                        () -> Remote.start(halfcaf, List.of("-Dhalfcaf.threads=2"), logs.resolve("two-threads.log")))
                .with(Role.OPENBLAS, () -> create(required(PACKAGE + "openblas.OpenBlas", "openblas")))
                .with(Role.PYTORCH, () -> create(required(PACKAGE + "pytorch.PyTorch", "pytorch")))
                .with(
                        Role.TENSORFLOW,
                        () -> Remote.start(
                                required(PACKAGE + "tensorflow.TensorFlow", "tensorflow"),
                                List.of(),
                                logs.resolve("tensorflow.log")));
    }

    /** The name of a class that a profile compiles. */
    static String required(String className, String profile) {
        try {
            Class.forName(className, false, Peers.class.getClassLoader());
            return className;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("not built in; the Maven profile -P" + profile + " adds it", e);
        }
    }

    /** A contestant by the name of its class. */
    static Contestant create(String className) {
        try {
            return (Contestant)
                    Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("does not start: " + Field.sentence(cause), cause);
        }
    }
}
