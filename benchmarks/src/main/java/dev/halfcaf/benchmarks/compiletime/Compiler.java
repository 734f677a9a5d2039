package dev.halfcaf.benchmarks.compiletime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The javac of this JDK, run in this process and thread. */
final class Compiler {
    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Path scratch;

    Compiler(Path scratch) {
        this.scratch = scratch;
    }

    /** How long one compilation took, by the clock and on the processor (this thread's part), in seconds. */
    record Took(double clock, double processor) {}

    /**
     * Compiles a program.
     *
     * @throws IllegalStateException if javac says anything: then something else was measured than meant
     */
    Took compile(List<SourceFile> sources, Setup setup) {
        Path output = fresh("classes");
        List<String> options = new ArrayList<>(List.of("-encoding", "UTF-8", "-d", output.toString()));
        options.addAll(setup.options());
        options.addAll(List.of("-s", fresh("sources").toString()));
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<? extends JavaFileObject> units =
                    sources.stream().map(SourceFile::asFileObject).toList();
            // What one compilation leaves behind shall not be collected in the next one's time.
            System.gc();
            long processor = threads.getCurrentThreadCpuTime();
            long clock = System.nanoTime();
            boolean compiled =
                    javac.getTask(null, files, messages, options, null, units).call();
            Took took =
                    new Took((System.nanoTime() - clock) / 1e9, (threads.getCurrentThreadCpuTime() - processor) / 1e9);
            check(compiled, messages.getDiagnostics());
            return took;
        } catch (IOException e) {
            throw new IllegalStateException("No class files can be written to " + scratch + ": " + e.getMessage(), e);
        }
    }

    private static void check(boolean compiled, List<Diagnostic<? extends JavaFileObject>> messages) {
        if (!compiled || !messages.isEmpty()) {
            throw new IllegalStateException("javac was to be silent, and said: "
                    + (messages.isEmpty() ? "nothing, but failed" : messages.get(0)));
        }
    }

    /** Stops where the checker does not run: the measurement would compare javac with itself. */
    void requireChecker() {
        SourceFile mistake = new SourceFile("mistake.Mistake", """
                package mistake;

                final class Mistake {
                    static Object mixed(@dev.halfcaf.qualifier.Float16 dev.halfcaf.Tensor x) {
                        return x.add(dev.halfcaf.Tensor.ones(x.shape()));
                    }
                }
                """);
        try {
            compile(List.of(mistake), Setup.checked());
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).contains("[DtypeMismatch]")) {
                return;
            }
            throw e;
        }
        throw new IllegalStateException("The checker found nothing in a mistake: it did not run.");
    }

    /** The classes that the last compilation wrote, out of the next one's way. */
    Path keepClasses(String name) {
        Path kept = scratch.resolve(name);
        try {
            delete(kept);
            return Files.move(scratch.resolve("classes"), kept);
        } catch (IOException e) {
            throw new IllegalStateException("Class files cannot be kept in " + kept + ": " + e.getMessage(), e);
        }
    }

    /** What the processor generated in the last compilation. */
    List<SourceFile> generated() {
        Path root = scratch.resolve("sources");
        try (Stream<Path> paths = Files.walk(root)) {
            List<SourceFile> generated = new ArrayList<>();
            for (Path path : (Iterable<Path>)
                    paths.filter(file -> file.toString().endsWith(".java")).sorted()::iterator) {
                String relative = root.relativize(path)
                        .toString()
                        .replace(path.getFileSystem().getSeparator(), ".");
                generated.add(new SourceFile(
                        relative.substring(0, relative.length() - ".java".length()), Files.readString(path)));
            }
            return generated;
        } catch (IOException e) {
            throw new IllegalStateException("Generated sources cannot be read: " + e.getMessage(), e);
        }
    }

    private Path fresh(String name) {
        Path directory = scratch.resolve(name);
        try {
            delete(directory);
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException("No folder " + directory + ": " + e.getMessage(), e);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
