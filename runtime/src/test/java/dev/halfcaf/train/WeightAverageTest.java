package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.LABELS;
import static dev.halfcaf.train.MlpCase.X;
import static dev.halfcaf.train.MlpCase.assertSameBits;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16", "float16"})
    void itFollowsItsFormulaInFullPrecision(String policy) {
        Mlp model = model(policy);
        MlpTrainStep step = new MlpTrainStep(model, Sgd.withLearningRate(0.1), LossScale.fixed(8));
        WeightAverage average = WeightAverage.of(model, 0.9);
        Variable kernel = model.hidden.kernel;
        double[] expected = kernel.value().cast(Dtype.FLOAT64).toDoubleArray();
        for (int i = 0; i < 5; i++) {
            average.update(step.run(X, LABELS));
            double[] value = kernel.value().cast(Dtype.FLOAT64).toDoubleArray();
            for (int j = 0; j < value.length; j++) {
                expected[j] = 0.9 * expected[j] + 0.1 * value[j];
            }
        }
        assertThat(average.of(kernel).dtype()).isEqualTo(kernel.dtype().atLeastFloat32());
        assertThat(average.of(kernel).cast(Dtype.FLOAT64).toDoubleArray())
                .containsExactly(expected, Offset.offset(policy.equals("float64") ? 1e-15 : 1e-6));
        assertThat(average.updates()).isEqualTo(5);
    }

    @Test
    void skippedStepsAreNotTakenIn() {
        Mlp model = model("mixed_float16");
        MlpTrainStep step = new MlpTrainStep(
                model,
                Sgd.withLearningRate(0.1),
                LossScale.of(LossScaling.dynamic().withStart(Math.scalb(1.0, 40))));
        WeightAverage average = WeightAverage.of(model, 0.5);

        average.update(step.run(X, LABELS));

        assertThat(average.updates()).isZero();
        assertThat(average.of(model.hidden.kernel).toFloatArray())
                .containsExactly(model.hidden.kernel.value().toFloatArray());
    }

    @Test
    void theModelHasTheAveragesForAWhile() {
        Mlp model = model("mixed_float16");
        MlpTrainStep step = new MlpTrainStep(model, Sgd.withLearningRate(0.5), LossScale.fixed(8));
        WeightAverage average = WeightAverage.of(model, 0.9);
        StepResult last = step.run(X, LABELS);
        average.update(last);
        List<float[]> own = values(model);

        float[] inPlace = average.inPlace(() -> {
            assertThatThrownBy(() -> average.update(last)).hasMessageStartingWith("The averages are in the model");
            assertThatThrownBy(() -> average.inPlace(() -> 1)).hasMessage("The averages are in the model already.");
            return model.hidden.kernel.value().toFloatArray();
        });

        assertThat(inPlace)
                .containsExactly(average.of(model.hidden.kernel).toFloatArray())
                .isNotEqualTo(own.get(0));
        assertSameBits(values(model), own);
        assertThatThrownBy(() -> average.inPlace(() -> {
                    throw new IllegalArgumentException("evaluation failed");
                }))
                .hasMessage("evaluation failed");
        assertSameBits(values(model), own);
        try (Tape tape = Tape.open(model)) {
            assertThatThrownBy(() -> average.inPlace(() -> 1)).hasMessageStartingWith("A tape is open on the model");
            assertThat(tape.activationBytes()).isZero();
        }
    }

    @Test
    void itGoesOnFromItsState() {
        Mlp model = model("float32");
        MlpTrainStep step = new MlpTrainStep(model, Sgd.withLearningRate(0.5));
        WeightAverage average = WeightAverage.of(model, 0.9);
        average.update(step.run(X, LABELS));
        WeightAverage.State saved = average.state();
        WeightAverage resumed = WeightAverage.of(model, 0.9);

        resumed.restore(saved);
        StepResult result = step.run(X, LABELS);
        average.update(result);
        resumed.update(result);

        assertThat(resumed.updates()).isEqualTo(2);
        assertThat(resumed.of(model.hidden.kernel).toFloatArray())
                .containsExactly(average.of(model.hidden.kernel).toFloatArray());
        Mlp other = new Mlp(5, 8, 3);
        assertThatThrownBy(() -> WeightAverage.of(other, 0.9).restore(saved))
                .hasMessage(
                        "The saved averages have one of shape (5, 16) for variable 'hidden/kernel', whose shape is (5, 8).");
    }
}
