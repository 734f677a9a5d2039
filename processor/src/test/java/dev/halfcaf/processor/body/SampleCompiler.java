package dev.halfcaf.processor.body;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles samples as users do: javac finds processor and plugin by itself. */
final class SampleCompiler {
    private final Path output;
    private final List<String> options = new ArrayList<>();

    /**
     * A compiler.
     *
     * @param output where classes go
     * @param library classes that samples use
     */
    SampleCompiler(Path output, Path library) {
        this.output = output;
        // javac 25 reads the names of parameters, which messages use, from this attribute only.
        options.addAll(List.of(
                "-d",
                output.toString(),
                "-encoding",
                "UTF-8",
                "-parameters",
                "-Xmaxerrs",
                "10000",
                "-Xmaxwarns",
                "10000"));
        if (Runtime.version().feature() >= 21) {
            // From JDK 23 on, processors of the class path run only if asked to.
            options.add("-proc:full");
        }
        options.addAll(
                List.of("-classpath", System.getProperty("java.class.path") + java.io.File.pathSeparator + library));
    }

    SampleCompiler with(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** With options of the plugin. */
    SampleCompiler checking(List<String> arguments) {
        if (!arguments.isEmpty()) {
            options.add("-Xplugin:Halfcaf " + String.join(" ", arguments));
        }
        return this;
    }

    Path output() {
        return output;
    }

    /** Compiles files together, and gives the messages about each; those without a file stand under the empty name. */
    Map<String, List<Sample.Message>> compile(Map<String, String> textByName) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<JavaFileObject> sources = new ArrayList<>();
            textByName.forEach((name, text) -> sources.add(new Text(name, text)));
            JavaCompiler.CompilationTask task = compiler.getTask(null, files, collector, options, null, sources);
            boolean succeeded = task.call();
            boolean hasErrors = collector.getDiagnostics().stream()
                    .anyMatch(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
            if (succeeded == hasErrors) {
                throw new AssertionError("javac failed without an error: see its output.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<Sample.Message>> messages = new HashMap<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : collector.getDiagnostics()) {
            JavaFileObject file = diagnostic.getSource();
            messages.computeIfAbsent(file instanceof Text text ? text.file : "", key -> new ArrayList<>())
                    .add(message(diagnostic));
        }
        return messages;
    }

    /** The same compilation, to be listened to; its messages go nowhere. */
    JavacTask task(Map<String, String> textByName) {
        List<JavaFileObject> sources = new ArrayList<>();
        textByName.forEach((name, text) -> sources.add(new Text(name, text)));
        return (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, new DiagnosticCollector<>(), options, null, sources);
    }

    private static Sample.Message message(Diagnostic<?> diagnostic) {
        String kind = switch (diagnostic.getKind()) {
            case ERROR -> "error";
            case NOTE, OTHER -> "note";
            default -> "warning";
        };
        return new Sample.Message(
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                kind,
                diagnostic.getMessage(Locale.ROOT).lines().map(String::strip).toList());
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String file;
        private final String text;

        Text(String file, String text) {
            super(URI.create("sample:///" + file), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && !simpleName.endsWith("-info");
        }
    }
}
