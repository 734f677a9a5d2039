package dev.halfcaf.sample;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM with the Vector API, in which Halfcaf's kernels are faster. No entry of a jar's manifest switches the API on; so
 * {@code java -jar} without the option starts the program once more, with it, and waits for its end.
 */
final class FastJvm {
    private static final String MODULE = "jdk.incubator.vector";

    private FastJvm() {}

    /** Whether this JVM lacks the API, could have it, was started by {@code -jar}, and nobody asked for plain kernels. */
    static boolean isMissing() {
        return ModuleLayer.boot().findModule(MODULE).isEmpty()
                && ModuleFinder.ofSystem().find(MODULE).isPresent()
                && !"plain".equals(System.getProperty("halfcaf.kernels"))
                && isOneJar(System.getProperty("java.class.path"));
    }

    private static boolean isOneJar(String classPath) {
        return classPath.endsWith(".jar") && !classPath.contains(System.getProperty("path.separator"));
    }

    /** Runs the program with the same options and arguments in such a JVM, and returns its exit code. */
    static int run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("--add-modules", MODULE, "-jar", System.getProperty("java.class.path")));
        command.addAll(List.of(args));
        Process program = new ProcessBuilder(command).inheritIO().start();
        // Whoever ends this JVM means the program.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(program)));
        return program.waitFor();
    }

    /** Waits for the program, which may have a checkpoint to write. */
    private static void end(Process program) {
        program.destroy();
        try {
            program.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
