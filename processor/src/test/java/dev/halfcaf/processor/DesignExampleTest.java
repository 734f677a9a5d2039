package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The example of the design's first section: what is generated from it, and that it runs as a hand-written twin does. */
final class DesignExampleTest {
    private static final Source DENSE = Source.acme("""
            @DtypePolicy
            public abstract class Dense extends Layer {
                final Variable kernel;
                final Variable bias;

                protected Dense(int inputs, int units) {
                    kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
                    bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
                }

                public Tensor forward(Tensor x) {
                    return x.matmul(kernel).add(bias);
                }
            }
            """);
    private static final Source CLASSIFIER = Source.acme("""
            @DtypePolicy("mixed_float16")
            public abstract class DigitClassifier extends Model {
                final Dense hidden = new CastingDense(64, 128);
                final Dense logits = new CastingDense(128, 10, Policy.of("float32"));

                protected DigitClassifier() {}

                public @Float32 Tensor forward(Tensor pixels) {
                    return logits.forward(hidden.forward(pixels).relu());
                }

                public Tensor loss(Tensor logits, @Int32 Tensor labels) {
                    return Losses.softmaxCrossEntropy(logits, labels);
                }
            }
            """);

    @Test
    void theGeneratedSources() throws IOException {
        Compiled compiled = Compiled.of(DENSE, CLASSIFIER).isClean();
        assertThat(compiled.generatedNames())
                .containsExactly(
                        "com/acme/CastingDense.java",
                        "com/acme/CastingDigitClassifier.java",
                        "com/acme/DigitClassifierTrainStep.java");
        for (String name : new String[] {"CastingDense", "CastingDigitClassifier", "DigitClassifierTrainStep"}) {
            assertThat(compiled.generated("com.acme." + name)).isEqualTo(golden(name));
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = DesignExampleTest.class.getResourceAsStream("/golden/" + name + ".java.txt")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theSameBytesWhateverTheOrderOfFiles() {
        assertThat(Compiled.of(CLASSIFIER, DENSE).isClean().allGenerated())
                .isEqualTo(Compiled.of(DENSE, CLASSIFIER).isClean().allGenerated());
    }

    /** What a person would write who has no generator: wrappers by hand, and a loop with tape and loss scale. */
    private static final Source TWINS = Source.acme("""
            import dev.halfcaf.train.*;

            public final class Twins {
                static final class HandDense extends Dense {
                    HandDense(int inputs, int units) {
                        super(inputs, units);
                        adopt(1, PolicySource.surroundings());
                    }

                    HandDense(int inputs, int units, Policy policy) {
                        super(inputs, units);
                        adopt(1, PolicySource.surroundings(), policy);
                    }

                    @Override
                    public Tensor forward(Tensor x) {
                        bindIfNeeded();
                        return super.forward(x.cast(computeDtype()));
                    }

                    @Override
                    protected void members(Members members) {
                        members.variable(kernel);
                        members.variable(bias);
                    }
                }

                static final class HandClassifier extends Model {
                    final HandDense hidden = new HandDense(64, 128);
                    final HandDense logits = new HandDense(128, 10, Policy.of("float32"));

                    HandClassifier() {
                        adopt(1, PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "by hand"));
                    }

                    Tensor forward(Tensor pixels) {
                        bindIfNeeded();
                        return logits.forward(hidden.forward(pixels.cast(computeDtype())).relu());
                    }

                    @Override
                    protected void members(Members members) {
                        members.layer("hidden", hidden);
                        members.layer("logits", logits);
                    }
                }

                static final Tensor PIXELS = Tensor.randomNormal(
                        Shape.of(16, 64), Dtype.FLOAT32, new Random(7));
                static final Tensor LABELS =
                        Tensor.of(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5}, Shape.of(16));

                public static String generated() {
                    var model = new CastingDigitClassifier();
                    model.initialize(3);
                    var step = new DigitClassifierTrainStep(model, Adam.withLearningRate(1e-2));
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 5; i++) {
                        text.append(step.run(PIXELS, LABELS)).append("\\n");
                    }
                    return text + state(model.variables());
                }

                public static String byHand() {
                    var model = new HandClassifier();
                    model.initialize(3);
                    Optimizer optimizer = Adam.withLearningRate(1e-2);
                    LossScale scale = LossScale.of(LossScaling.dynamic());
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < 5; i++) {
                        Gradients gradients;
                        try (Tape tape = Tape.open(model)) {
                            Tensor logits = model.forward(PIXELS).cast(Dtype.FLOAT32);
                            Tensor loss = Losses.softmaxCrossEntropy(logits, LABELS);
                            gradients = tape.gradients(scale.scale(loss)).unscale();
                        }
                        text.append(scale.update(optimizer.apply(gradients))).append("\\n");
                    }
                    return text + state(model.variables());
                }

                private static String state(List<Variable> variables) {
                    StringBuilder text = new StringBuilder();
                    for (Variable variable : variables) {
                        text.append(variable.path()).append(' ').append(variable.dtype()).append(' ')
                                .append(Arrays.hashCode(variable.value().toDoubleArray())).append("\\n");
                    }
                    return text.toString();
                }
            }
            """);

    @Test
    void itTrainsAsItsTwinDoes() throws ReflectiveOperationException {
        Class<?> twins = Compiled.of(DENSE, CLASSIFIER, TWINS).load().loadClass("com.acme.Twins");
        Object generated = twins.getMethod("generated").invoke(null);
        assertThat(generated).isEqualTo(twins.getMethod("byHand").invoke(null));
        assertThat(generated.toString())
                .contains(
                        "hidden/kernel float32", "hidden/bias float32", "logits/kernel float32", "logits/bias float32");
    }
}
