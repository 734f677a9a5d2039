package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.LABELS;
import static dev.halfcaf.train.MlpCase.ROWS;
import static dev.halfcaf.train.MlpCase.X;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.MlpTrainStep;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientAccumulatorTest {

    private static Gradients micro(MlpTrainStep step, int from, int to) {
        return step.gradients(rows(X, from, to), rows(LABELS, from, to));
    }

    private static MlpTrainStep step(String policy, double start) {
        return new MlpTrainStep(
                model(policy),
                Sgd.withLearningRate(0.1),
                LossScale.of(LossScaling.dynamic().withStart(start)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16"})
    void theAverageOfMicroBatchesIsTheGradientOfTheBatch(String policy) {
        MlpTrainStep step = step(policy, 1024);
        Gradients whole = step.gradients(X, LABELS);
        GradientAccumulator window = new GradientAccumulator();
        for (int from = 0; from < ROWS; from += 6) {
            window.add(micro(step, from, from + 6));
        }
        assertThat(window.size()).isEqualTo(4);

        Gradients average = window.average();

        assertThat(average.loss()).isEqualTo(whole.loss(), Offset.offset(1e-3));
        for (Variable variable : whole.variables()) {
            assertThat(average.of(variable).cast(Dtype.FLOAT32).toFloatArray())
                    .containsExactly(
                            whole.of(variable).cast(Dtype.FLOAT32).toFloatArray(),
                            Offset.offset(policy.startsWith("mixed") ? 1e-3f : 1e-6f));
        }
        assertThat(window.size()).isZero();
    }

    @Test
    void microBatchesOfDifferentSizesCountByTheirWeight() {
        MlpTrainStep step = step("float64", 2);
        Gradients whole = step.gradients(X, LABELS);
        GradientAccumulator window = new GradientAccumulator();
        window.add(micro(step, 0, 4), 4);
        window.add(micro(step, 4, 20), 16);
        window.add(micro(step, 20, ROWS), 4);
        Gradients average = window.average();

        assertThat(average.loss()).isEqualTo(whole.loss(), Offset.offset(1e-12));
        for (Variable variable : whole.variables()) {
            assertThat(average.of(variable).toDoubleArray())
                    .containsExactly(whole.of(variable).toDoubleArray(), Offset.offset(1e-12));
        }
    }

    @Test
    void clippedMicroBatchesKeepTheirFactors() {
        MlpTrainStep step = step("float64", 2);
        Gradients first = micro(step, 0, 12);
        Gradients second = micro(step, 12, ROWS);
        second.clipByGlobalNorm(second.norm() / 3);
        Variable kernel = first.variables().get(0);
        double[] a = first.of(kernel).toDoubleArray();
        double[] b = second.of(kernel).toDoubleArray();
        GradientAccumulator window = new GradientAccumulator();
        window.add(first);
        window.add(second);

        double[] average = window.average().of(kernel).toDoubleArray();

        for (int i = 0; i < a.length; i++) {
            assertThat(average[i]).isEqualTo((a[i] + b[i]) / 2, Offset.offset(1e-15));
        }
    }

    @Test
    void aWindowIsOneStep() {
        MlpTrainStep step = step("mixed_float16", 1024);
        GradientAccumulator window = new GradientAccumulator();
        for (int round = 0; round < 3; round++) {
            window.add(micro(step, 0, 12));
            window.add(micro(step, 12, ROWS));
            assertThat(step.apply(window.average()).applied()).isTrue();
        }
        assertThat(step.stepsSeen()).isEqualTo(3);
        assertThat(step.optimizer().steps()).isEqualTo(3);
        assertThat(step.lossScale().finiteSteps()).isEqualTo(3);
    }

    @Test
    void oneBadMicroBatchSkipsTheWindow() {
        MlpTrainStep step = step("mixed_float16", 1024);
        for (int bad = 0; bad < 3; bad++) {
            GradientAccumulator window = new GradientAccumulator();
            for (int i = 0; i < 3; i++) {
                Tensor x =
                        i == bad ? Tensor.full(Shape.of(8, 5), Double.NaN, Dtype.FLOAT32) : rows(X, 8 * i, 8 * i + 8);
                window.add(step.gradients(x, rows(LABELS, 8 * i, 8 * i + 8)));
            }
            double scale = step.lossScale().value();

            StepResult result = step.apply(window.average());

            assertThat(result.skipped()).isTrue();
            assertThat(result.firstNonFiniteVariable()).isEqualTo("hidden/kernel");
            assertThat(result.firstNonFiniteOp()).isNotNull();
            assertThat(result.scaleBefore()).isEqualTo(scale);
            assertThat(result.scaleAfter()).isEqualTo(scale / 2);
        }
        assertThat(step.stepsSkipped()).isEqualTo(3);
        // And the next window is as if nothing had been.
        GradientAccumulator window = new GradientAccumulator();
        window.add(micro(step, 0, ROWS));
        assertThat(step.apply(window.average()).applied()).isTrue();
    }

    @Test
    void theScaleIsConstantInsideAWindow() {
        MlpTrainStep step = step("mixed_float16", Math.scalb(1.0, 40));
        GradientAccumulator window = new GradientAccumulator();
        window.add(micro(step, 0, 12));
        step.run(X, LABELS); // skipped: halves the scale

        assertThatThrownBy(() -> window.add(micro(step, 12, ROWS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The micro-batches of this window were scaled by 1.099511627776E12, and this one by "
                        + "5.49755813888E11: the loss scale is updated once for a window, with the result of applying "
                        + "average().");
    }

    @Test
    void whatWasAddedIsUsedUp() {
        MlpTrainStep step = step("float32", 2);
        Gradients gradients = micro(step, 0, 12);
        GradientAccumulator window = new GradientAccumulator();
        window.add(gradients);

        assertThatThrownBy(() -> window.add(gradients))
                .hasMessageStartingWith("These gradients were accumulated already");
        assertThatThrownBy(() -> step.apply(gradients))
                .hasMessageStartingWith("These gradients were accumulated already");
    }

    @Test
    void anEmptyWindowHasNoAverage() {
        assertThatThrownBy(() -> new GradientAccumulator().average())
                .hasMessage("No gradients were added to this window; there is no average.");
        MlpTrainStep step = step("float32", 2);
        assertThatThrownBy(() -> new GradientAccumulator().add(micro(step, 0, 12), 0))
                .hasMessage("weight is 0.0; it must be above 0, and finite.");
    }
}
