package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor in Eclipse's compiler: the same files, and one note. */
final class EclipseCompilerTest {
    private static final Source BASE = Source.acme("""
            abstract class Base<T> extends Layer {
                protected T content;
                Tensor forward(T x, List<T> more) { return null; }
            }
            """);
    private static final Source DENSE = Source.acme("""
            @DtypePolicy(only = {"float32", "mixed_float16"})
            public abstract class Dense extends Layer {
                record Batch(Tensor pixels, @Int32 Tensor ids, @NoCast Tensor[] raw, List<Tensor> more) {}

                @NonTrainable Variable mean;
                @Int64 Variable[] steps;
                Map<String, List<CastingOther>> others;
                final Other other = new CastingOther(3);

                protected <T extends Comparable<? super T>> Dense(T first, int... sizes) throws IOException {}

                public Tensor forward(int size, Batch batch, Tensor... rest) { return batch.pixels(); }
            }
            """.replace("IOException", "java.io.IOException"));
    private static final Source OTHER = Source.acme("""
            @DtypePolicy(value = "mixed_float16", lossScale = "1024")
            abstract class Other extends Model {
                Other(int units) {}
                public Tensor forward(Tensor x) { return x; }
                public Tensor loss(Tensor y, @Int32 Tensor labels, Tensor x) { return y; }
            }
            """);
    private static final Source INHERITS = Source.acme("@DtypePolicy abstract class Inherits extends Base<Tensor> {}");

    @TempDir
    Path directory;

    private String compile(Source... sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-17",
                "-proceedOnError",
                "-classpath",
                RealJavac.runtime(),
                "-processorpath",
                RealJavac.processorPath(),
                "-d",
                directory.resolve("out").toString(),
                "-s",
                Files.createDirectories(directory.resolve("generated")).toString()));
        for (Source source : sources) {
            Path file = directory.resolve("src/" + source.className().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.text()).toString());
        }
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        BatchCompiler.compile(arguments.toArray(new String[0]), writer, writer, null);
        return output.toString();
    }

    @Test
    void theSameFilesAndOneNote() throws IOException {
        String output = compile(BASE, DENSE, OTHER, INHERITS);
        assertThat(output)
                .containsOnlyOnce(
                        "INFO: [BodiesNotChecked] This compiler shows Halfcaf no method bodies, so their dtypes are"
                                + " not checked here.\n")
                .doesNotContain("ERROR");
        Compiled javac = Compiled.of(BASE, DENSE, OTHER, INHERITS).isClean();
        assertThat(javac.generatedNames()).hasSize(4);
        for (String name : javac.generatedNames()) {
            String className = name.replace(".java", "").replace('/', '.');
            assertThat(directory.resolve("generated").resolve(name)).content().isEqualTo(javac.generated(className));
        }
    }

    /** What ECJ generates and compiles runs; the mistake in the body shows when it does, in the checker's words. */
    @Test
    void theWrapperRuns() throws IOException, ReflectiveOperationException {
        String output = compile(Source.acme("""
                        @DtypePolicy("mixed_float16")
                        public abstract class Noisy extends Layer {
                            final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

                            public Tensor forward(Tensor x, boolean noise) {
                                Tensor y = x.matmul(kernel);
                                return noise ? y.add(Tensor.randomNormal(y.shape())) : y;
                            }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run(boolean noise) {
                                Tensor x = Tensor.ones(Shape.of(1, 2));
                                return new CastingNoisy().forward(x, noise).dtype().toString();
                            }
                        }
                        """));
        assertThat(output).containsOnlyOnce("[BodiesNotChecked]").doesNotContain("ERROR");
        URL[] classes = {directory.resolve("out").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, Layer.class.getClassLoader())) {
            Method run = loader.loadClass("com.acme.Main").getMethod("run", boolean.class);
            assertThat(run.invoke(null, false)).isEqualTo("float16");
            assertThatThrownBy(() -> run.invoke(null, true))
                    .rootCause()
                    .hasMessageStartingWith("[DtypeMismatch] add: left is float16, right is float32");
        }
    }

    @Test
    void mistakesHaveTheirMessages() throws IOException {
        String output = compile(
                Source.acme("@DtypePolicy(\"flaot32\") abstract class A extends Layer { private Variable v;"
                        + " public Tensor forward(Tensor x) { return x; } }"),
                Source.acme("@DtypePolicy final class B extends Layer {}"));
        assertThat(output)
                .contains("[UnknownPolicy] 'flaot32' is no policy. Did you mean 'float32'?")
                .contains("[InaccessibleField] v holds a Variable and is private: CastingA cannot read it.")
                .contains("[FinalClass] B is final.");
        assertThat(output.lines().filter(line -> line.contains("ERROR"))).hasSize(3);
    }
}
