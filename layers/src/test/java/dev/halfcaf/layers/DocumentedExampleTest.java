package dev.halfcaf.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/layers.md compiles as printed, without a warning. */
class DocumentedExampleTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void compiles() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/layers.md")));
        assertThat(block.find()).isTrue();
        Path source = folder.resolve("ImageClassifier.java");
        Files.writeString(source, "package documented;\n" + block.group(1));

        String path = System.getProperty("java.class.path");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    messages,
                    files,
                    null,
                    List.of(
                            "-d",
                            folder.toString(),
                            "-classpath",
                            path,
                            "-processorpath",
                            path,
                            "-Xlint:all,-path",
                            "-Werror",
                            "--release",
                            "17"),
                    null,
                    files.getJavaFileObjects(source));
            assertThat(task.call()).as(messages.toString()).isTrue();
        }
        assertThat(messages.toString()).isEmpty();
    }
}
