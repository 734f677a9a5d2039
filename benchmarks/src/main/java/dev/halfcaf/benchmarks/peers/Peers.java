package dev.halfcaf.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
                .with(Role.OPENBLAS, () -> create(Profile.OPENBLAS.required()))
                .with(Role.PYTORCH, () -> create(Profile.PYTORCH.required()))
                .with(
                        Role.TENSORFLOW,
                        () -> Remote.start(Profile.TENSORFLOW.required(), List.of(), logs.resolve("tensorflow.log")));
    }

    /** The profiles whose peers are there. */
    static List<String> builtIn() {
        return Stream.of(Profile.values())
                .filter(Profile::isBuiltIn)
                .map(Profile::text)
                .toList();
    }

    /** A Maven profile, and the class that it compiles. */
    enum Profile {
        OPENBLAS("openblas.OpenBlas"),
        PYTORCH("pytorch.PyTorch"),
        TENSORFLOW("tensorflow.TensorFlow");

        private final String className;

        Profile(String className) {
            this.className = PACKAGE + className;
        }

        /** Its name. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isBuiltIn() {
            // Its package, whatever else its classes need: that is told when it starts.
            String file = "/" + className.replace('.', '/') + ".class";
            return Peers.class.getResource(file) != null;
        }

        /** The name of the class, if it is there. */
        String required() {
            if (!isBuiltIn()) {
                throw new IllegalStateException("not built in; the Maven profile -P" + text() + " adds it");
            }
            return className;
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
