package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Classes that need other processors, or each other; and what happens if something goes wrong inside. */
final class RoundsTest {
    private static final String FORWARD = " public Tensor forward(Tensor x) { return x; } }";

    /** Another processor, which writes these files in the first round. */
    private static final class Writes extends AbstractProcessor {
        private final Map<String, String> files;
        private boolean done;

        Writes(Map<String, String> files) {
            this.files = files;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                files.forEach((name, text) -> {
                    try (Writer writer =
                            processingEnv.getFiler().createSourceFile(name).openWriter()) {
                        writer.write(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            return false;
        }
    }

    private static Compiled with(Map<String, String> files, Source... sources) {
        return Compiled.with(List.of(), List.of(new Writes(files), new HalfcafProcessor()), sources);
    }

    @Test
    void theSameBytesInAnyOrderOfFiles() {
        List<Source> sources = new ArrayList<>(List.of(
                Source.acme("""
                        @DtypePolicy
                        abstract class Net extends Model {
                            record Pair(Tensor a, Map<String, Tensor> b) {}
                            final List<Leaf> leaves = List.of(new CastingLeaf());
                            public Tensor forward(Pair x) { return x.a(); }
                            public Tensor forward(Tensor x) { return x; }
                            @EntryMethod Tensor encode(List<Pair> x) { return x.get(0).a(); }
                            public Tensor loss(Tensor y, Pair p) { return y.mean(); }
                        }
                        """),
                Source.acme("@DtypePolicy abstract class Leaf extends Base implements Named {" + FORWARD),
                Source.acme("abstract class Base extends Layer { @EntryMethod Tensor b(Tensor x) { return x; }"
                        + " @EntryMethod Tensor a(Tensor x) { return x; } }"),
                Source.acme("interface Named { @EntryMethod default Tensor c(Tensor x) { return x; } }")));
        String inOrder = Compiled.of(sources.toArray(new Source[0])).isClean().allGenerated();
        Collections.reverse(sources);
        assertThat(Compiled.of(sources.toArray(new Source[0])).isClean().allGenerated())
                .isEqualTo(inOrder);
    }

    @Test
    void typesThatAnotherProcessorGenerates() {
        Map<String, String> files = Map.of(
                "com.acme.Settings", "package com.acme; public class Settings {}",
                "com.acme.Base",
                        "package com.acme; import dev.halfcaf.*; public abstract class Base extends Layer { Variable kernel;"
                                + FORWARD,
                "com.acme.Block", "package com.acme; public abstract class Block extends dev.halfcaf.Layer {}");
        Compiled compiled = with(
                        files,
                        Source.acme("@DtypePolicy abstract class Dense extends Base { Dense(Settings settings) {} }"),
                        Source.acme("@DtypePolicy abstract class Net extends Layer { Block block; List<Block> more;"
                                + FORWARD))
                .isClean();
        assertThat(compiled.generated("com.acme.CastingDense"))
                .contains("CastingDense(Settings settings) {")
                .contains("members.variable(kernel);");
        assertThat(compiled.generated("com.acme.CastingNet"))
                .contains("members.layer(\"block\", block);")
                .contains("members.layer(\"more/\" + i, more.get(i));");
    }

    @Test
    void anAnnotatedClassThatAnotherProcessorGenerates() {
        String generated =
                "package com.acme; import dev.halfcaf.*; @DtypePolicy abstract class Late extends Layer {" + FORWARD;
        assertThat(with(Map.of("com.acme.Late", generated), Source.acme("class App { CastingLate late; }"))
                        .isClean()
                        .generatedNames())
                .contains("com/acme/CastingLate.java");
    }

    @Test
    void classesThatNameEachOthersWrappers() {
        Compiled compiled = Compiled.of(
                        Source.acme("@DtypePolicy abstract class A extends Layer { CastingB b; A(CastingB b) {}"
                                + " public Tensor forward(Tensor x) { return x; } }"),
                        Source.acme("@DtypePolicy abstract class B extends Layer { List<CastingA> as; CastingB self;"
                                + " B(CastingA... as) {} public Tensor forward(Tensor x) { return x; } }"))
                .isClean();
        assertThat(compiled.generated("com.acme.CastingB"))
                .contains("CastingB(CastingA... as) {")
                .contains("members.layer(\"as/\" + i, as.get(i));")
                .contains("members.layer(\"self\", self);");
    }

    @Test
    void wrappersOfAnotherPackageAndGenericOnes() {
        Source dense = Source.of(
                "package com.lib; import dev.halfcaf.*;\n@DtypePolicy public abstract class Dense<T> extends Layer {"
                        + FORWARD);
        Source net = Source.of("package com.acme; import com.lib.CastingDense; import dev.halfcaf.*;\n"
                + "@DtypePolicy abstract class Net extends Layer { CastingDense<String> dense; Net(CastingDense<String> dense) {}"
                + FORWARD);
        assertThat(Compiled.of(net, dense).isClean().generated("com.acme.CastingNet"))
                .contains("CastingNet(CastingDense<String> dense) {")
                .contains("members.layer(\"dense\", dense);");
    }

    @Test
    void aGenericClassThatHoldsItsOwnWrapper() {
        Source tree = Source.acme("@DtypePolicy abstract class Tree<T> extends Layer { CastingTree<T> left;"
                + " List<CastingTree<T>> more;" + FORWARD);
        assertThat(Compiled.of(tree).isClean().generated("com.acme.CastingTree"))
                .contains("members.layer(\"left\", left);")
                .contains("members.layer(\"more/\" + i, more.get(i));");
    }

    @Test
    void aTypeThatNeverComesIsTheCompilersMessage() {
        Compiled.of(
                        Source.acme(
                                "@DtypePolicy public abstract class Dense extends Layer { public Tensr forward(Tensor x) {"
                                        + " return x; } }"),
                        Source.acme("@DtypePolicy abstract class Other extends Layer {" + FORWARD),
                        Source.of("package com.lib; import com.acme.CastingDense;\nclass App { CastingDense dense; }"))
                .hasCodes("cannot find symbol\n  symbol:   class Tensr\n  location: class com.acme.Dense");
        Compiled.of(
                        Source.acme("@DtypePolicy abstract class Dense extends Layr {}"),
                        Source.acme("@DtypePolicy abstract class Other extends Layer { CastingDense dense;" + FORWARD))
                .hasCodes("cannot find symbol\n  symbol: class Layr");
        Compiled.of(Source.acme("@DtypePolicy abstract class Dense extends Layr { Foo foo; }"))
                .hasCodes(
                        "cannot find symbol\n  symbol: class Layr",
                        "cannot find symbol\n  symbol:   class Foo\n  location: class com.acme.Dense");
    }

    /** Our processor, in an environment whose Filer fails. */
    private static final class Failing extends AbstractProcessor {
        private final HalfcafProcessor real = new HalfcafProcessor();
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            Filer filer = (Filer) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Filer.class}, (proxy, method, arguments) -> {
                        throw failure;
                    });
            real.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return real.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return real.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return real.process(annotations, round);
        }
    }

    @Test
    void anExceptionInsideIsOneMessagePerClass() {
        List<Processor> processors = List.of(new Failing(new IllegalStateException("the disk is green")));
        Compiled.with(
                        List.of(),
                        processors,
                        Source.acme("@DtypePolicy\nabstract §class Dense extends Layer {" + FORWARD),
                        Source.acme("@DtypePolicy\nabstract §class Other extends Layer {" + FORWARD))
                .says(failed("Dense"), failed("Other"));
    }

    private static String failed(String name) {
        return """
                error [InternalError] Halfcaf's processor failed on %s: java.lang.IllegalStateException: the disk is green
                  This is a defect of Halfcaf, not of the class.
                  Fix: Please report it at https://github.com/halfcaf/halfcaf/issues with this message and the class.
                """.formatted(name);
    }
}
