package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated code in named modules, under all lints of each JDK on this machine. */
final class ModuleTest {
    private static final Source DENSE = Source.of("""
            package com.acme.layers;

            import dev.halfcaf.*;
            import java.util.List;

            /** A layer. */
            @DtypePolicy
            public abstract class Dense extends Layer {
                final Variable kernel = Variable.of("kernel", Shape.of(3), Initializer.zeros());

                /** A layer of this many units. */
                protected Dense(int units) {}

                /** Its result. */
                public Tensor forward(Tensor x) {
                    return x.mul(kernel);
                }
            }
            """);
    private static final Source NET = Source.of("""
            package com.acme;

            import com.acme.layers.CastingDense;
            import dev.halfcaf.*;
            import dev.halfcaf.qualifier.*;

            /** A model. */
            @DtypePolicy
            public abstract class Net extends Model {
                final CastingDense dense = new CastingDense(3);

                /** A model. */
                protected Net() {}

                /** Its result. */
                public Tensor forward(Tensor x) {
                    return dense.forward(x);
                }

                /** Its loss. */
                public Tensor loss(Tensor y, @Int32 Tensor labels) {
                    return y.sum();
                }
            }
            """);

    @TempDir
    Path directory;

    static List<RealJavac> javacs() {
        return RealJavac.all();
    }

    private RealJavac.Result compile(RealJavac javac, String module, Source... sources) {
        return compile(javac, directory, module, sources);
    }

    private static RealJavac.Result compile(RealJavac javac, Path directory, String module, Source... sources) {
        List<Source> all = new ArrayList<>(Arrays.asList(sources));
        all.add(new Source("module-info", module, List.of()));
        return javac.compile(
                directory,
                List.of(
                        "-Xlint:all",
                        "-Werror",
                        "-p",
                        RealJavac.runtime(),
                        "--processor-path",
                        RealJavac.processorPath()),
                all.toArray(new Source[0]));
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void exportedPackages(RealJavac javac) {
        String module = """
                /** A module. */
                module com.acme {
                    requires transitive dev.halfcaf;
                    requires static java.compiler;
                    exports com.acme;
                    exports com.acme.layers;
                }
                """;
        RealJavac.Result result = compile(javac, module, DENSE, NET);
        assertThat(result.output()).isEmpty();
        assertThat(result.classes().resolve("com/acme/NetTrainStep.class")).exists();
        // javac's annotation would need java.compiler as a transitive requirement of the module.
        assertThat(result.classes().resolve("com/acme/layers/CastingDense.java"))
                .content()
                .doesNotContain("@Generated(");
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void theModulesPolicy(RealJavac javac) {
        RealJavac.Result result = compile(
                javac,
                "@dev.halfcaf.DtypePolicy(\"mixed_bfloat16\") module com.acme { requires dev.halfcaf; }",
                DENSE,
                NET,
                Source.of("@dev.halfcaf.DtypePolicy(\"float64\")\npackage com.acme;"));
        assertThat(result.output()).isEmpty();
        assertThat(result.classes().resolve("com/acme/layers/CastingDense.java"))
                .content()
                .contains("PolicyOrigin.PACKAGE", "policy = \"float64\", origin = \"package com.acme\"");
        RealJavac.Result alone = compile(
                javac,
                directory.resolve("alone"),
                "@dev.halfcaf.DtypePolicy(\"mixed_bfloat16\") module com.acme { requires dev.halfcaf; }",
                DENSE);
        assertThat(alone.output()).isEmpty();
        assertThat(alone.classes().resolve("com/acme/layers/CastingDense.java"))
                .content()
                .contains("PolicyOrigin.MODULE", "policy = \"mixed_bfloat16\", origin = \"module com.acme\"");
    }
}
