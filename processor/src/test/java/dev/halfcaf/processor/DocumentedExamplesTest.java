package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.train.StepResult;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first example of the README and of the contract compiles as printed, without a warning, and trains. */
class DocumentedExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("abstract class (\\w+)");
    private static final String IMPORTS = """
            package documented;
            import dev.halfcaf.*;
            import dev.halfcaf.qualifier.*;
            import dev.halfcaf.train.*;
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/design.md"})
    void theFirstExampleCompilesAndTrains(String page) throws Exception {
        String example = firstExample(Files.readString(Path.of("..").resolve(page)));
        int use = example.indexOf("var model");

        List<Path> sources = new ArrayList<>();
        for (String declaration : example.substring(0, use).split("(?=@DtypePolicy)")) {
            Matcher name = CLASS.matcher(declaration);
            if (name.find()) {
                sources.add(write(name.group(1), declaration));
            }
        }
        sources.add(write("Use", """
                public final class Use {
                  public static StepResult[] run(Tensor pixels, Tensor labels) {
                    %s
                    StepResult again = step.run(pixels, labels);
                    return new StepResult[] {result, again};
                  }
                }
                """.formatted(example.substring(use))));

        compile(sources);

        StepResult[] results = run();
        assertThat(results[0].applied()).isTrue();
        assertThat(results[0].scaleBefore()).isEqualTo(32768);
        assertThat(results[1].loss()).isLessThan(results[0].loss());
    }

    /** The classes and the lines that use them, from one block or from two that follow each other. */
    private static String firstExample(String page) {
        Matcher block = BLOCK.matcher(page);
        StringBuilder example = new StringBuilder();
        while (example.indexOf("step.run") < 0 && block.find()) {
            example.append(block.group(1)).append('\n');
        }
        return example.toString();
    }

    private Path write(String name, String declaration) throws IOException {
        Path file = Files.createDirectories(folder.resolve("documented")).resolve(name + ".java");
        return Files.writeString(file, IMPORTS + declaration);
    }

    private void compile(List<Path> sources) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    messages,
                    files,
                    null,
                    List.of("-d", folder.toString(), "-Xlint:all", "-Werror", "--release", "17"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            task.setProcessors(List.of(new HalfcafProcessor()));
            assertThat(task.call()).as(messages.toString()).isTrue();
            assertThat(messages.toString()).isEmpty();
        }
    }

    private StepResult[] run() throws ReflectiveOperationException, IOException {
        int rows = 16;
        Tensor pixels = Tensor.randomNormal(Shape.of(rows, 64), Dtype.FLOAT32, new SeededRandom(1));
        Tensor labels = Tensor.arange(rows).clip(0, 9);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Method run = loader.loadClass("documented.Use").getMethod("run", Tensor.class, Tensor.class);
            return (StepResult[]) run.invoke(null, pixels, labels);
        }
    }
}
