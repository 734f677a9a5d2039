package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Layers that learn the shapes of their variables from their first input, as generated code runs them. */
final class LazyVariableTest {
    private static Source dense(String name, String kernel, String read) {
        return Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class %1$s extends Model {
                    final Variable kernel = %2$s;
                    final Variable bias = Variable.of("bias", Shape.of(2), Initializer.zeros());

                    public Tensor forward(Tensor x) {
                        return x.matmul(%3$s).add(bias);
                    }

                    public Tensor loss(Tensor y, Tensor target) {
                        return Losses.meanSquaredError(y, target);
                    }
                }
                """.formatted(name, kernel, read));
    }

    private static final Source LAZY = dense(
            "Lazy", "Variable.lazy(\"kernel\", Initializer.glorotUniform())", "kernel.shaped(x.shape().size(-1), 2)");

    private static final Source EAGER =
            dense("Eager", "Variable.of(\"kernel\", Shape.of(3, 2), Initializer.glorotUniform())", "kernel");

    private static final String HEAD = """
            import dev.halfcaf.train.*;

            public class Main {
                static final Tensor X = Tensor.randomNormal(Shape.of(4, 3), Dtype.FLOAT32, new Random(1));
                static final Tensor TARGET = Tensor.randomNormal(Shape.of(4, 2), Dtype.FLOAT32, new Random(2));

                public static String run() {
            """;

    @Test
    void trainingGivesTheSameBits() throws ReflectiveOperationException {
        assertThat(Running.run(LAZY, EAGER, Source.acme(HEAD + """
                        var lazy = new LazyTrainStep(new CastingLazy(), Adam.withLearningRate(0.1));
                        var eager = new EagerTrainStep(new CastingEager(), Adam.withLearningRate(0.1));
                        String text = "";
                        for (int i = 0; i < 3; i++) {
                            text += lazy.run(X, TARGET).equals(eager.run(X, TARGET)) + " ";
                        }
                        return text + lazy.state().variables().toString().equals(eager.state().variables().toString());
                    }
                }
                """))).isEqualTo("true true true true");
    }

    @Test
    void aStateGivesTheShapes() throws ReflectiveOperationException {
        assertThat(Running.run(LAZY, Source.acme(HEAD + """
                        var step = new LazyTrainStep(new CastingLazy(), Adam.withLearningRate(0.1));
                        step.run(X, TARGET);
                        TrainState state = step.state();
                        var model = new CastingLazy();
                        var resumed = new LazyTrainStep(model, Adam.withLearningRate(0.1));
                        String before = "" + model.kernel;
                        resumed.restore(state);
                        return before + model.kernel + step.run(X, TARGET).equals(resumed.run(X, TARGET));
                    }
                }
                """)))
                .isEqualTo("Variable(kernel, no shape yet, float32)Variable(kernel, shape (3, 2), float32)true");
    }

    @Test
    void thereIsNoStateBeforeTheFirstInput() throws ReflectiveOperationException {
        assertThat(Running.run(LAZY, Source.acme(HEAD + """
                        try {
                            new LazyTrainStep(new CastingLazy(), Adam.withLearningRate(0.1)).state();
                            return "";
                        } catch (IllegalStateException e) {
                            return e.getMessage();
                        }
                    }
                }
                """))).startsWith("Variable 'kernel' has no shape yet");
    }

    @Test
    void theCheckerKnowsTheVariableByIt() {
        Compiled.of(Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Dense extends Layer {
                    final Variable kernel = Variable.lazy("kernel", Initializer.ones());
                    final @VariableDtype Variable full = Variable.lazy("full", Initializer.ones());

                    public Tensor forward(Tensor x) {
                        Tensor y = x.mul(kernel.shaped(2)).add(kernel.asTensor());
                        return y.mul(§full.shaped(2));
                    }
                }
                """)).hasCodes("error DtypeMismatch");
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Dense extends Layer {
                    public Tensor forward(Tensor x) {
                        §Variable.lazy("kernel", Initializer.ones()).shaped(3);
                        return x;
                    }
                }
                """)).hasCodes("warning LooseVariable");
    }
}
