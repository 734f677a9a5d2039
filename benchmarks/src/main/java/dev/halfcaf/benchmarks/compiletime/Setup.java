package dev.halfcaf.benchmarks.compiletime;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a compilation runs beside javac itself.
 *
 * @param options options of javac
 */
record Setup(List<String> options) {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Neither the processor nor the checker. */
    static Setup bare() {
        return new Setup(List.of("-proc:none", "-classpath", runtime()));
    }

    /** As {@link #bare}, with these classes compiled before. */
    static Setup bare(Path classes) {
        return new Setup(List.of("-proc:none", "-classpath", runtime() + File.pathSeparator + classes));
    }

    /** The checker alone: the plugin is started wherever its jar is on the processor path. */
    static Setup checked() {
        return new Setup(List.of("-proc:none", "-classpath", runtime(), "-processorpath", processor()));
    }

    /** As in a user's build: the processor generates, the checker checks. */
    static Setup complete() {
        return new Setup(List.of("-classpath", runtime(), "-processorpath", processor()));
    }

    private static String runtime() {
        return entries("runtime");
    }

    private static String processor() {
        return entries("runtime", "processor", "javapoet");
    }

    /** Those entries of this program's own class path which hold one of these modules, as jars or as folders of classes. */
    private static String entries(String... modules) {
        String found = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> Arrays.stream(modules).anyMatch(module -> holds(entry, module)))
                .collect(Collectors.joining(File.pathSeparator));
        if (found.isEmpty()) {
            throw new IllegalStateException("The class path holds no Halfcaf: " + CLASS_PATH);
        }
        return found;
    }

    private static boolean holds(String entry, String module) {
        Path path = Path.of(entry);
        boolean folder = path.endsWith(Path.of(module, "target", "classes"));
        String file = path.getFileName().toString();
        return folder || file.startsWith("halfcaf-" + module + "-") || file.startsWith(module + "-");
    }
}
