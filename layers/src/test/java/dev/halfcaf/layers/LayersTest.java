package dev.halfcaf.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.halfcaf.Attention;
import dev.halfcaf.Dtype;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What layers do beside computing a formula: averages, modes, masks, policies of their own. */
class LayersTest {
    private static final Tensor ROWS = Tensor.randomNormal(Shape.of(16, 3), Dtype.FLOAT32, new SeededRandom(1))
            .mul(5)
            .add(100);

    private static Variable variable(CastingNet net, String path) {
        return net.variables().stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("dev.halfcaf.layers.Policies#all")
    void batchNormMovesItsAveragesWhileItTrainsAndUsesThemLater(String policy) {
        CastingNet net = Policies.net(policy, () -> new CastingBatchNorm(3, 0.75, 1e-3));
        Variable mean = variable(net, "body/movingMean");
        Variable variance = variable(net, "body/movingVariance");
        assertThat(mean.isTrainable()).isFalse();
        assertThat(variance.isTrainable()).isFalse();
        assertThat(mean.dtype()).isEqualTo(net.variableDtype());

        net.forward(ROWS);
        assertThat(mean.value().toDoubleArray()).containsExactly(0, 0, 0);

        Tensor x = ROWS.cast(net.computeDtype()).cast(Dtype.FLOAT64);
        double[] batchMean = x.mean(0).toDoubleArray();
        double[] batchVariance =
                x.sub(x.mean(new int[] {0}, true)).square().mean(0).toDoubleArray();
        NetTrainStep step = new NetTrainStep(net, Sgd.withLearningRate(0.0));
        step.run(ROWS, Tensor.zeros(ROWS.shape()));
        double relative = net.variableDtype().epsilon() * 8;
        for (int c = 0; c < 3; c++) {
            double expectedMean = 0.25 * batchMean[c];
            double expectedVariance = 0.75 + 0.25 * batchVariance[c];
            assertThat(mean.value().toDoubleArray()[c])
                    .isCloseTo(expectedMean, within(relative * Math.abs(expectedMean)));
            assertThat(variance.value().toDoubleArray()[c])
                    .isCloseTo(expectedVariance, within(relative * expectedVariance));
        }

        double[] y = net.forward(ROWS).toDoubleArray();
        double[] means = mean.value().toDoubleArray();
        double[] variances = variance.value().toDoubleArray();
        double[] input = x.toDoubleArray();
        for (int i = 0; i < y.length; i++) {
            double exact = (input[i] - means[i % 3]) / Math.sqrt(variances[i % 3] + 1e-3);
            assertThat(y[i]).isCloseTo(exact, within(net.computeDtype().epsilon() * Math.abs(exact)));
        }
    }

    @Test
    void aBatchIsNormalizedWhileItTrains() {
        CastingNet net = Policies.net("mixed_float16", () -> new CastingBatchNorm(3));
        NetTrainStep step = new NetTrainStep(net, Sgd.withLearningRate(0.0));
        // The mean square of what has mean 0 and variance 1.
        assertThat(step.run(ROWS, Tensor.zeros(ROWS.shape())).loss()).isCloseTo(1, within(1e-3));
    }

    @Test
    void dropoutIsOffOutsideOfTraining() {
        CastingNet net = Policies.net("mixed_float16", () -> new CastingDropout(0.5));
        Tensor x = ROWS.cast(Dtype.FLOAT16);
        assertThat(net.forward(x)).isSameAs(x);
    }

    @Test
    void dropoutGoesByTheModelsSeed() {
        assertThat(lossOfDropout()).isEqualTo(lossOfDropout()).isGreaterThan(0);
    }

    private static double lossOfDropout() {
        CastingNet net =
                Policies.net("float32", () -> new CastingSequential(new CastingDense(3, 3), new CastingDropout(0.5)));
        NetTrainStep step = new NetTrainStep(net, Sgd.withLearningRate(0.0));
        step.run(ROWS, ROWS);
        return step.run(ROWS, ROWS).loss();
    }

    @Test
    void aCausalMaskHidesWhatComesLater() {
        CastingTransformerBlock block = new CastingTransformerBlock(8, 2, 16);
        Tensor x = Tensor.randomNormal(Shape.of(2, 5, 8), Dtype.FLOAT32, new SeededRandom(1));
        Tensor changed = Tensor.concat(1, x.slice(1, 0, 3), x.slice(1, 3, 5).neg());
        Tensor mask = Attention.causalMask(5);
        double[] before = block.forward(x, mask).slice(1, 0, 3).toDoubleArray();
        assertThat(block.forward(changed, mask).slice(1, 0, 3).toDoubleArray()).containsExactly(before);
        assertThat(block.forward(changed).slice(1, 0, 3).toDoubleArray()).isNotEqualTo(before);
    }

    @Test
    void aPaddingMaskHidesWhatIsNotThere() {
        CastingMultiHeadAttention attention = new CastingMultiHeadAttention(8, 2);
        Tensor x = Tensor.randomNormal(Shape.of(2, 5, 8), Dtype.FLOAT32, new SeededRandom(1));
        Tensor lengths = Tensor.of(new int[] {5, 3}, Shape.of(2));
        Tensor mask = Attention.paddingMask(lengths, 5);
        double[] ofTheShortOne =
                attention.forward(x, mask).slice(0, 1, 2).slice(1, 0, 3).toDoubleArray();
        Tensor alone = x.slice(0, 1, 2).slice(1, 0, 3);
        assertThat(attention.forward(alone).toDoubleArray()).containsExactly(ofTheShortOne, within(1e-6));
    }

    @Test
    void attentionMayLookAtAnotherSequence() {
        CastingMultiHeadAttention attention = new CastingMultiHeadAttention(4, 1);
        Tensor x = Tensor.ones(Shape.of(2, 3, 4));
        Tensor memory = Tensor.ones(Shape.of(2, 5, 4));
        Tensor everything = Tensor.ones(Shape.of(3, 5), Dtype.BOOL);
        assertThat(attention.forward(x, memory, everything).shape()).isEqualTo(x.shape());
        assertThatThrownBy(() -> attention.forward(x, memory, everything.reshape(15)))
                .hasMessage("MultiHeadAttention: mask has shape (15,), but needs two axes, (queries, keys), or three,"
                        + " (batch, queries, keys).");
    }

    @Test
    void settingsThatCannotBeSaySo() {
        assertThatThrownBy(() -> new CastingMultiHeadAttention(8, 3))
                .hasMessage("MultiHeadAttention: 8 features cannot be shared out among 3 heads.");
        assertThatThrownBy(() -> new CastingDropout(1))
                .hasMessage("Dropout: the rate is 1.0; it must be 0 or more, and below 1.");
        assertThatThrownBy(() -> new CastingBatchNorm(3, 1.5, 1e-3))
                .hasMessage("BatchNorm: the momentum is 1.5; it must be from 0 to 1.");
    }

    @Test
    void anEmptySequenceGivesBackWhatItGot() {
        Tensor x = Tensor.ones(Shape.of(2, 2));
        assertThat(new CastingSequential().forward(x)).isSameAs(x);
    }
}
