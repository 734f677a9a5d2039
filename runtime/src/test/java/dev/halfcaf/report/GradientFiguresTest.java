package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.Sgd;
import org.junit.jupiter.api.Test;

class GradientFiguresTest {
    private static final Tensor LABELS = Tensor.of(new int[] {0, 1, 2, 0}, Shape.of(4));

    private static MlpTrainStep step() {
        Mlp model = new Mlp(5, 8, 3, Policy.of("float32"));
        model.initialize(1);
        return new MlpTrainStep(model, Sgd.withLearningRate(0.1));
    }

    /** With zeros at the entrance, the gradients of both kernels are 0, and those of the biases are not. */
    private static Gradients gradients(MlpTrainStep step) {
        return step.gradients(Tensor.zeros(Shape.of(4, 5)), LABELS);
    }

    @Test
    void theNormIsThatOfAllElements() {
        Gradients gradients = gradients(step());
        double squares = gradients.variables().stream()
                .map(variable -> gradients.of(variable))
                .mapToDouble(gradient -> gradient.mul(gradient).sum().item())
                .sum();

        assertThat(GradientFigures.of(gradients).norm()).isCloseTo(Math.sqrt(squares), within(1e-6));
    }

    @Test
    void zerosAreCountedForEachLayer() {
        var shares = GradientFigures.of(gradients(step())).zeroShares();

        assertThat(shares.keySet()).containsExactly("hidden", "logits");
        // All of the kernels, 40 and 24 elements, and none of the biases.
        assertThat(shares.get("hidden")).isEqualTo(40.0 / 48);
        assertThat(shares.get("logits")).isEqualTo(24.0 / 27);
    }

    @Test
    void aHistoryReadsTheGradientsOfTheStepsThatItIsAskedFor() {
        MlpTrainStep step = step();
        RunHistory history = Runs.history("run").measureGradientsEvery(3);
        RunHistory unmeasured = Runs.history("run");
        for (int i = 0; i < 7; i++) {
            history.step(1, history.measured(gradients(step), step::apply));
            unmeasured.step(1, unmeasured.measured(gradients(step), step::apply));
        }

        assertThat(history.steps())
                .extracting(record -> record.gradients() != null)
                .containsExactly(true, false, false, true, false, false, true);
        assertThat(unmeasured.steps()).allMatch(record -> record.gradients() == null);
    }
}
