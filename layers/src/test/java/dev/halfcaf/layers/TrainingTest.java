package dev.halfcaf.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Activation;
import dev.halfcaf.Dtype;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.StepResult;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer learns under every policy, in the dtypes that the policy says. */
class TrainingTest {
    private static final int STEPS = 60;

    /** A small net that has the layer in it, and the shapes of what goes in and comes out. */
    record Example(String name, Supplier<TensorFunction> body, Tensor x, Shape output) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor normal(int... sizes) {
        return Tensor.randomNormal(Shape.of(sizes), Dtype.FLOAT32, new SeededRandom(3));
    }

    private static TensorFunction sequence(TensorFunction... parts) {
        return new CastingSequential(parts);
    }

    static Stream<Example> examples() {
        Tensor rows = normal(8, 6);
        Tensor images = normal(4, 6, 6, 2);
        Tensor words = normal(2, 5, 8);
        Shape three = Shape.of(8, 3);
        return Stream.of(
                new Example("Dense", () -> new CastingDense(6, 3), rows, three),
                new Example(
                        "Dense with activations",
                        () -> sequence(
                                new CastingDense(6, 8, Activation.TANH),
                                new CastingDense(8, 8, Activation.GELU),
                                new CastingDense(8, 3)),
                        rows,
                        three),
                new Example("Conv2d", () -> new CastingConv2d(2, 3, 3), images, Shape.of(4, 6, 6, 3)),
                new Example(
                        "Conv2d with stride and activation",
                        () -> new CastingConv2d(2, 3, 3, 2, Sweep.padded(1).withStride(2), Activation.SIGMOID),
                        images,
                        Shape.of(4, 3, 4, 3)),
                new Example(
                        "poolings",
                        () -> sequence(
                                new CastingConv2d(2, 5, 3, Activation.RELU),
                                new CastingMaxPool2d(2),
                                new CastingAvgPool2d(2, 2, Sweep.same()),
                                new CastingFlatten(),
                                new CastingDense(45, 2)),
                        images,
                        Shape.of(4, 2)),
                new Example(
                        "BatchNorm",
                        () -> sequence(
                                new CastingConv2d(2, 4, 3),
                                new CastingBatchNorm(4),
                                Tensor::relu,
                                new CastingGlobalAvgPool2d(),
                                new CastingDense(4, 2)),
                        images,
                        Shape.of(4, 2)),
                new Example(
                        "LayerNorm and Dropout",
                        () -> sequence(
                                new CastingDense(6, 16),
                                new CastingLayerNorm(16),
                                Tensor::silu,
                                new CastingDropout(0.1),
                                new CastingDense(16, 3)),
                        rows,
                        three),
                new Example(
                        "Embedding",
                        () -> sequence(new CastingEmbedding(5000, 4), new CastingDense(4, 3)),
                        Tensor.of(new int[] {0, 4999, 2049, 2048, 7, 7}, Shape.of(3, 2)),
                        Shape.of(3, 2, 3)),
                new Example("MultiHeadAttention", () -> new CastingMultiHeadAttention(8, 2), words, words.shape()),
                new Example("TransformerBlock", () -> new CastingTransformerBlock(8, 2, 16, 0.1), words, words.shape()),
                new Example(
                        "Residual",
                        () -> sequence(new CastingResidual(new CastingDense(6, 6)), new CastingDense(6, 3)),
                        rows,
                        three));
    }

    static Stream<Arguments> examplesUnderPolicies() {
        return examples().flatMap(example -> Policies.all().map(policy -> Arguments.of(example, policy)));
    }

    @ParameterizedTest
    @MethodSource("examplesUnderPolicies")
    void learns(Example example, String policy) {
        CastingNet net = Policies.net(policy, example.body());
        Tensor before = net.forward(example.x());
        assertThat(before.dtype()).isEqualTo(net.computeDtype());
        assertThat(before.shape()).isEqualTo(example.output());
        assertThat(net.variables())
                .allSatisfy(variable -> assertThat(variable.dtype()).isEqualTo(net.variableDtype()));

        NetTrainStep step = new NetTrainStep(net, Adam.withLearningRate(0.02));
        Tensor targets = Tensor.randomNormal(example.output(), Dtype.FLOAT32, new SeededRandom(4));
        StepResult first = Policies.train(step, example.x(), targets, 1);
        StepResult last = Policies.train(step, example.x(), targets, STEPS);

        assertThat(last.loss()).isLessThan(0.9 * first.loss());
        for (Variable variable : net.variables()) {
            assertThat(Arrays.stream(variable.value().toDoubleArray()))
                    .as(variable.path())
                    .allMatch(Double::isFinite);
        }
    }
}
