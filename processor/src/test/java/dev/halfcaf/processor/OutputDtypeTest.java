package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The third part of a policy: generated wrappers cast what {@code forward} returns. */
final class OutputDtypeTest {
    private static final String THREE = "params=float32,compute=float16,output=float32";

    private static Source layer(String annotation, String forward) {
        return Source.acme(annotation + "\nabstract class Dense extends Layer {\n" + forward + "\n}");
    }

    private static String wrapper(String annotation, String forward) {
        return Compiled.of(layer(annotation, forward)).isClean().generated("com.acme.CastingDense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@DtypePolicy(\"mixed_float16\")",
                "@DtypePolicy(\"params=float32,compute=float16,output=float16\")",
                "@DtypePolicy(only = {\"float32\", \"mixed_bfloat16\"})",
            })
    void wherePoliciesCastNoOutputThereIsNoCodeForIt(String annotation) {
        assertThat(wrapper(annotation, "public Tensor forward(Tensor x) { return x; }"))
                .contains("return super.forward(castInput(x));")
                .doesNotContain("castOutput");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@DtypePolicy",
                "@DtypePolicy(\"" + THREE + "\")",
                "@DtypePolicy(only = {\"float32\", \"" + THREE + "\"})",
            })
    void wherePoliciesMayCastTheOutputIsCast(String annotation) {
        assertThat(wrapper(annotation, "public Tensor forward(Tensor x) { return x; }"))
                .contains("return castOutput(super.forward(castInput(x)));");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Float32 Tensor", "@Int32 Tensor", "int"})
    void aResultWithADtypeOfItsOwnOrWithoutTensorsIsNotCast(String result) {
        assertThat(wrapper(
                        "@DtypePolicy",
                        "public abstract static class Pair {}\n public " + result + " forward(Tensor x) { return "
                                + (result.equals("int") ? "1" : "null") + "; }"))
                .doesNotContain("castOutput");
    }

    @Test
    void everyFormOfResult() throws ReflectiveOperationException {
        Source net = layer("@DtypePolicy(\"" + THREE + "\")", """
                record Pair(Tensor a, @Float64 Tensor kept, List<Tensor> more, Tensor[] array) {}

                Pair forward(Tensor x) {
                    return new Pair(x, x.cast(Dtype.FLOAT64), List.of(x), new Tensor[] {x, null});
                }
                """);
        Source main = Source.acme("""
                public class Main {
                    public static String run() {
                        CastingDense dense = new CastingDense();
                        Dense.Pair pair = dense.forward(Tensor.ones(Shape.of(2)));
                        return pair.a().dtype() + " " + pair.kept().dtype() + " " + pair.more().get(0).dtype() + " "
                                + pair.array()[0].dtype() + " " + dense.policy().outputDtype();
                    }
                }
                """);
        Class<?> loaded = Compiled.of(net, main).load().loadClass("com.acme.Main");
        assertThat(loaded.getMethod("run").invoke(null)).isEqualTo("float32 float64 float32 float32 float32");
    }

    @Test
    void aModelIsMixedWithinAndReturnsItsOutputDtype() throws ReflectiveOperationException {
        Source dense = layer("@DtypePolicy", """
                final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

                public Tensor forward(Tensor x) { return x.matmul(kernel); }
                """);
        Source net = Source.acme("""
                @DtypePolicy
                abstract class Net extends Model {
                    final Dense dense = new CastingDense();
                    String within;

                    Tensor forward(Tensor x) {
                        Tensor y = dense.forward(x).add(x);
                        within = "" + y.dtype();
                        return y;
                    }

                    Tensor loss(Tensor y) { return y.mean(); }
                }
                """);
        Source main = Source.acme("""
                import dev.halfcaf.train.*;

                public class Main {
                    public static String run() {
                        CastingNet net = new CastingNet(Policy.of("%s"));
                        String outside = "" + net.forward(Tensor.ones(Shape.of(2, 2))).dtype();
                        NetTrainStep step = new NetTrainStep(net, Sgd.withLearningRate(0.5));
                        StepResult result = step.run(Tensor.ones(Shape.of(2, 2)));
                        return net.within + " " + outside + " " + net.dense.resolvedPolicy() + " " + result.applied() + " "
                                + result.scaleBefore() + " " + net.dense.kernel.value().dtype() + " "
                                + net.dense.kernel.value().toFloatArray()[0];
                    }
                }
                """.formatted(THREE));
        Class<?> loaded = Compiled.of(dense, net, main).load().loadClass("com.acme.Main");
        assertThat(loaded.getMethod("run").invoke(null))
                .isEqualTo("float16 float32 policy 'mixed_float16' (owner Net) true 32768.0 float32 0.75");
    }
}
