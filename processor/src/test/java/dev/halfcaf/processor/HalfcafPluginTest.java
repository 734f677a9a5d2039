package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plugin says, in the javac of each JDK on this machine. */
final class HalfcafPluginTest {
    private static final Source DENSE = Source.of("""
            package com.lib;

            import dev.halfcaf.*;

            @DtypePolicy
            public abstract class Dense extends Layer {
                public Tensor forward(Tensor x) {
                    return x;
                }
            }
            """);
    private static final Source NET = Source.of("""
            package com.acme;

            import com.lib.CastingDense;

            class Outer {
                @dev.halfcaf.DtypePolicy
                abstract static class Net extends dev.halfcaf.Layer {
                    final CastingDense dense = new CastingDense();

                    public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x) {
                        return dense.forward(x);
                    }
                }
            }
            """);
    private static final List<String> WITH_PROCESSOR =
            List.of("-cp", RealJavac.runtime(), "-processorpath", RealJavac.processorPath());

    @TempDir
    Path directory;

    static List<RealJavac> javacs() {
        return RealJavac.all();
    }

    @Test
    void thereIsAJavac() {
        assertThat(RealJavac.all()).isNotEmpty();
    }

    /** Since JDK 23 javac does not run processors of the class path: the wrapper is missing where it is imported. */
    @ParameterizedTest
    @MethodSource("javacs")
    void aProcessorOnTheClassPath(RealJavac javac) {
        RealJavac.Result result = javac.compile(directory, List.of("-cp", RealJavac.processorPath()), DENSE, NET);
        if (javac.version() < 23) {
            assertThat(result.exit()).isZero();
            return;
        }
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.messages())
                .containsOnlyOnce(
                        "Dense.java:6: error: [MissingWrapper] CastingDense was not generated for Dense (nor for 1"
                                + " other annotated class): Halfcaf's annotation processor did not run.");
        assertThat(result.output().replaceAll("\\n {4}", "\n")).contains("""
                Since JDK 23, javac runs processors only where it is told to; or an error above kept it from running.
                Fix: Name the jar as an annotation processor.
                  Maven, in the configuration of maven-compiler-plugin:
                    <annotationProcessorPaths>
                      <path>
                        <groupId>io.github.halfcaf</groupId>
                        <artifactId>halfcaf-processor</artifactId>
                        <version>VERSION</version>
                      </path>
                    </annotationProcessorPaths>
                  Gradle:
                    annotationProcessor("io.github.halfcaf:halfcaf-processor:VERSION")
                  javac: -processorpath with halfcaf-processor and halfcaf-runtime; or -proc:full, to run processors of the class path.
                """);
        RealJavac.Result full = javac.compile(
                directory.resolve("full"), List.of("-proc:full", "-cp", RealJavac.processorPath()), DENSE, NET);
        assertThat(full.output()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void processingThatIsOff(RealJavac javac) {
        List<String> options =
                List.of("-proc:none", "-cp", RealJavac.runtime(), "-processorpath", RealJavac.processorPath());
        RealJavac.Result result = javac.compile(directory, options, DENSE);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.messages())
                .containsExactly("Dense.java:6: error: [MissingWrapper] CastingDense was not generated for Dense:"
                        + " Halfcaf's annotation processor did not run.");
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void silentWhenTheProcessorRan(RealJavac javac) {
        RealJavac.Result result = javac.compile(directory, WITH_PROCESSOR, DENSE, NET);
        assertThat(result.output()).isEmpty();
        // The wrappers are there, from the first run: a build that generates and compiles in two steps.
        List<String> second = List.of(
                "-proc:none",
                "-cp",
                RealJavac.runtime() + File.pathSeparator + result.classes(),
                "-processorpath",
                RealJavac.processorPath());
        assertThat(javac.compile(directory, second, DENSE, NET).output()).isEmpty();
    }

    /** Nothing is generated from the base of a family, so nothing is missing. */
    @ParameterizedTest
    @MethodSource("javacs")
    void aBaseHasNoWrapperThatCouldBeMissing(RealJavac javac) {
        Source base = Source.of("""
                package com.lib;

                @dev.halfcaf.DtypePolicy
                public abstract class Cell extends dev.halfcaf.Layer {
                    public abstract dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x);
                }
                """);
        List<String> options =
                List.of("-proc:none", "-cp", RealJavac.runtime(), "-processorpath", RealJavac.processorPath());
        assertThat(javac.compile(directory, options, base).output()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void silentAfterAnErrorOfTheProcessor(RealJavac javac) {
        Source unresolved = Source.of("""
                package com.acme;

                @dev.halfcaf.DtypePolicy
                abstract class Typo extends dev.halfcaf.Layer {
                    public Tensr forward(dev.halfcaf.Tensor x) {
                        return x;
                    }
                }
                """);
        assertThat(javac.compile(directory, WITH_PROCESSOR, unresolved).messages())
                .containsExactly("Typo.java:5: error: cannot find symbol");
        Source wrong = Source.of(
                "package com.acme;\n@dev.halfcaf.DtypePolicy\nfinal class Wrong extends dev.halfcaf.Layer {}");
        assertThat(javac.compile(directory, WITH_PROCESSOR, wrong, DENSE).messages())
                .containsExactly("Wrong.java:3: error: [FinalClass] Wrong is final.");
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void silentAfterASyntaxError(RealJavac javac) {
        Source broken = Source.of("package com.acme;\nclass Broken { int x }");
        assertThat(javac.compile(directory, WITH_PROCESSOR, DENSE, broken).messages())
                .containsExactly("Broken.java:2: error: ';' expected");
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void classesWithinCode(RealJavac javac) {
        Source local = Source.of("""
                package com.acme;

                import dev.halfcaf.DtypePolicy;

                class Code {
                    Runnable inLambda = () -> {
                        @DtypePolicy
                        abstract class InLambda extends dev.halfcaf.Layer {}
                    };

                    static void method() {
                        @DtypePolicy
                        abstract class InMethod extends dev.halfcaf.Layer {}
                        @Deprecated
                        class Other {}
                    }
                }
                """);
        RealJavac.Result result = javac.compile(directory, WITH_PROCESSOR, local);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.messages())
                .containsExactly(
                        "Code.java:8: error: [LocalClass] InLambda is declared inside a method.",
                        "Code.java:13: error: [LocalClass] InMethod is declared inside a method.");
        assertThat(result.output()).contains("""
                error: [LocalClass] InLambda is declared inside a method.
                        abstract class InLambda extends dev.halfcaf.Layer {}
                                 ^
                    Nothing can be generated from a class that other files cannot name.
                    Fix: Move it out of the method; nested, it is static.
                """);
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void anotherAnnotationOfThatName(RealJavac javac) {
        Source other = Source.of("package com.acme;\n@interface DtypePolicy {}\n@DtypePolicy class Mine {}");
        assertThat(javac.compile(directory, List.of("-proc:none", "-processorpath", RealJavac.processorPath()), other)
                        .output())
                .isEmpty();
    }
}
