package dev.halfcaf.processor.plan;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A small project on disk, built as users build theirs: javac finds processor and plugin by itself. */
final class PlanBuild {
    private final Path root;
    private final List<String> options = new ArrayList<>();

    PlanBuild(Path root) {
        this.root = root;
    }

    /** What a compilation said. */
    record Result(boolean succeeded, List<String> messages) {
        String all() {
            return String.join("\n", messages);
        }
    }

    PlanBuild with(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    Path plan() {
        return root.resolve("plan");
    }

    Path classes() {
        return root.resolve("classes");
    }

    /** The file that the plan is compared with. */
    Path accepted() {
        return root.resolve("accepted.txt");
    }

    String text() {
        return read(plan().resolve("plan.txt"));
    }

    String json() {
        return read(plan().resolve("plan.json"));
    }

    String page() {
        return read(plan().resolve("plan.html"));
    }

    /** The block of the plan's text whose first line this is. */
    String block(String header) {
        return Arrays.stream(text().split("\n\n"))
                .filter(block -> block.startsWith(header + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block " + header + " in\n" + text()));
    }

    List<String> fragments() {
        try (Stream<Path> files = Files.list(plan().resolve("classes"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a source file; its name is that of the first class in it. */
    Path source(String text) {
        try {
            String name = text.replaceFirst("(?s).*?\\b(?:class|interface|record) (\\w+).*", "$1");
            Path file = Files.createDirectories(root.resolve("src")).resolve(name + ".java");
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Result compile(Path... files) {
        return compileWith("plan=" + plan(), files);
    }

    /** Compiles, and compares with the accepted plan. */
    Result check(Path... files) {
        return compileWith("plan=" + plan() + " plan.check=" + accepted(), files);
    }

    Result compileWith(String arguments, Path... files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> all = new ArrayList<>(List.of(
                    "-d",
                    Files.createDirectories(classes()).toString(),
                    "-Xlint:all",
                    "-classpath",
                    System.getProperty("java.class.path") + File.pathSeparator + classes(),
                    "-implicit:none",
                    "-sourcepath",
                    root.resolve("nowhere").toString()));
            if (Runtime.version().feature() >= 21) {
                all.add("-proc:full");
            }
            all.addAll(options);
            if (!arguments.isEmpty()) {
                all.add("-Xplugin:Halfcaf " + arguments);
            }
            boolean succeeded = compiler.getTask(null, manager, collector, all, null, manager.getJavaFileObjects(files))
                    .call();
            return new Result(
                    succeeded,
                    collector.getDiagnostics().stream()
                            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR
                                    || one.getMessage(Locale.ROOT).startsWith("["))
                            .map(PlanBuild::message)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject file = diagnostic.getSource();
        String place = file == null
                ? ""
                : Path.of(file.getName()).getFileName() + ":" + diagnostic.getLineNumber() + ":"
                        + diagnostic.getColumnNumber() + ": ";
        return place + diagnostic.getMessage(Locale.ROOT).replaceAll("\\n {4}", "\n  ");
    }
}
