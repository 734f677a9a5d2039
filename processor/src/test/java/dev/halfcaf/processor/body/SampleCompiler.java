package dev.halfcaf.processor.body;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.HalfcafProcessor;
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

/** Compiles samples with the processor and the checker. */
final class SampleCompiler {
    private final Path output;
    private final List<String> options = new ArrayList<>();
    private CheckOptions checkOptions = CheckOptions.DEFAULT;

    /**
     * A compiler.
     *
     * @param output where classes go
     * @param library classes that samples use
     */
    SampleCompiler(Path output, Path library) {
        this.output = output;
        options.addAll(List.of("-d", output.toString(), "-encoding", "UTF-8"));
        options.addAll(
                List.of("-classpath", System.getProperty("java.class.path") + java.io.File.pathSeparator + library));
    }

    SampleCompiler with(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    /** With options of the plugin. */
    SampleCompiler checking(List<String> plugin) {
        List<String> problems = new ArrayList<>();
        for (String one : plugin) {
            checkOptions = one.equals("strict")
                    ? checkOptions.and(new CheckOptions(true, Map.of()))
                    : checkOptions.withSeverities(one.replaceFirst("severity=", ""), problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
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
            JavacTask task = (JavacTask) compiler.getTask(null, files, collector, options, null, sources);
            task.setProcessors(List.of(new HalfcafProcessor()));
            task.addTaskListener(new Listener(task, checkOptions));
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

    private record Listener(JavacTask task, CheckOptions checkOptions) implements TaskListener {
        @Override
        public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                new BodyChecker(Trees.instance(task), task.getElements(), task.getTypes())
                        .check(event.getTypeElement(), event.getCompilationUnit(), checkOptions);
            }
        }
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
