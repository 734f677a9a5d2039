package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** The outcome of a compilation with the processor, and what tests ask of it. */
final class Compiled {
    private final List<Source> sources;
    private final Compilation compilation;

    private Compiled(List<Source> sources, Compilation compilation) {
        this.sources = sources;
        this.compilation = compilation;
    }

    /** Compiles with all lints, which are errors. */
    static Compiled of(Source... sources) {
        return with(List.of(), List.of(new HalfcafProcessor()), sources);
    }

    /** The same, with annotations in the sources that no processor claims. */
    static Compiled withOtherAnnotations(Source... sources) {
        return with(List.of("-Xlint:-processing"), List.of(new HalfcafProcessor()), sources);
    }

    static Compiled with(List<String> options, List<Processor> processors, Source... sources) {
        List<String> all = new ArrayList<>(List.of("-Xlint:all", "-Werror"));
        all.addAll(options);
        return new Compiled(
                List.of(sources),
                Compiler.javac()
                        .withOptions(all)
                        .withProcessors(processors)
                        .compile(Arrays.stream(sources).map(Source::file).toList()));
    }

    /** There is no message at all. */
    Compiled isClean() {
        assertThat(messages()).isEmpty();
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        return this;
    }

    /** There are these messages and no others: at the marks of the sources, in their order, then those without a place. */
    Compiled says(String... texts) {
        List<String> expected = new ArrayList<>();
        int next = 0;
        for (Source source : sources) {
            for (Source.Mark mark : source.marks()) {
                expected.add(place(source.className(), mark.line(), mark.column()) + texts[next++].strip());
            }
        }
        while (next < texts.length) {
            expected.add(texts[next++].strip());
        }
        // javac prints by class, in the order of names.
        assertThat(messages().stream().sorted().collect(Collectors.joining("\n\n")))
                .isEqualTo(expected.stream().sorted().collect(Collectors.joining("\n\n")));
        return this;
    }

    /** The codes of the messages, in order, such as {@code error UnknownPolicy}; a message of the compiler's own in full. */
    Compiled hasCodes(String... codes) {
        assertThat(relevant().map(Compiled::code)).containsExactly(codes);
        return this;
    }

    /** There are messages with these codes at the marks of the sources, and no others. */
    Compiled hasPlaces(String... codes) {
        List<String> expected = new ArrayList<>();
        for (Source source : sources) {
            for (Source.Mark mark : source.marks()) {
                expected.add(place(source.className(), mark.line(), mark.column()) + codes[expected.size()]);
            }
        }
        assertThat(expected).hasSameSizeAs(codes);
        assertThat(relevant().map(diagnostic -> place(diagnostic) + code(diagnostic)))
                .containsExactlyInAnyOrderElementsOf(expected);
        return this;
    }

    private static String code(Diagnostic<?> diagnostic) {
        String text = diagnostic.getMessage(Locale.ROOT);
        return text.startsWith("[") ? kind(diagnostic) + text.substring(1, text.indexOf(']')) : text;
    }

    /** All messages, each with its place. */
    List<String> messages() {
        return relevant().map(Compiled::message).toList();
    }

    private Stream<Diagnostic<? extends JavaFileObject>> relevant() {
        // Under -Werror javac adds a summary of its own to each warning.
        return compilation.diagnostics().stream()
                .filter(diagnostic -> !"compiler.err.warnings.and.werror".equals(diagnostic.getCode()));
    }

    private static String message(Diagnostic<? extends JavaFileObject> diagnostic) {
        return place(diagnostic) + kind(diagnostic) + text(diagnostic);
    }

    /** javac indents all lines but the first. */
    private static String text(Diagnostic<?> diagnostic) {
        return diagnostic.getMessage(Locale.ROOT).replaceAll("\\n {4}", "\n  ");
    }

    private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
        @Nullable JavaFileObject file = diagnostic.getSource();
        if (file == null) {
            return "";
        }
        String name = file.getName()
                .replaceFirst("^/", "")
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
        return place(name, diagnostic.getLineNumber(), diagnostic.getColumnNumber());
    }

    private static String place(String className, long line, long column) {
        return className + ":" + line + ":" + column + ": ";
    }

    private static String kind(Diagnostic<?> diagnostic) {
        return switch (diagnostic.getKind()) {
            case ERROR -> "error ";
            case NOTE -> "note ";
            default -> "warning ";
        };
    }

    /** The text of a generated file. */
    String generated(String className) {
        JavaFileObject file = compilation
                .generatedSourceFile(className)
                .orElseThrow(() -> new AssertionError("Nothing was generated as " + className + ": " + messages()));
        return content(file);
    }

    /** No file is generated. */
    Compiled generatesNothing() {
        assertThat(generatedNames()).isEmpty();
        return this;
    }

    /** The names of all generated files. */
    List<String> generatedNames() {
        return compilation.generatedSourceFiles().stream()
                .map(file -> file.getName().replaceFirst(".*/SOURCE_OUTPUT/", ""))
                .sorted()
                .toList();
    }

    /** All generated sources, one after the other. */
    String allGenerated() {
        return compilation.generatedSourceFiles().stream()
                .map(Compiled::content)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** The classes, to run them. */
    ClassLoader load() {
        isClean();
        return new CompiledClasses(compilation);
    }

    private static String content(JavaFileObject file) {
        try {
            return file.getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
