package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.LABELS;
import static dev.halfcaf.train.MlpCase.ROWS;
import static dev.halfcaf.train.MlpCase.assertSameBits;
import static dev.halfcaf.train.MlpCase.gradients;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.Mlp;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {

    private static List<double[]> doubles(Gradients gradients) {
        List<double[]> all = new ArrayList<>();
        for (Variable variable : gradients.variables()) {
            all.add(gradients.of(variable).cast(Dtype.FLOAT64).toDoubleArray());
        }
        return all;
    }

    private static double norm(List<double[]> gradients) {
        double sum = 0;
        for (double[] gradient : gradients) {
            for (double element : gradient) {
                sum += element * element;
            }
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16", "mixed_bfloat16", "float16"})
    void theNormIsThatOfAllGradientsTogether(String policy) {
        Gradients gradients = gradients(model(policy), LossScale.fixed(1024));

        assertThat(gradients.norm()).isEqualTo(norm(doubles(gradients)), Offset.offset(1e-6));
    }

    @Test
    void clippingByGlobalNormKeepsTheDirectionAndReturnsTheNormBefore() {
        Gradients gradients = gradients(model("mixed_float16"), LossScale.fixed(1024));
        List<double[]> before = doubles(gradients);
        double norm = norm(before);

        assertThat(gradients.clipByGlobalNorm(norm / 4)).isEqualTo(norm, Offset.offset(1e-9));

        List<double[]> after = doubles(gradients);
        assertThat(norm(after)).isEqualTo(norm / 4, Offset.offset(1e-6));
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < before.get(i).length; j++) {
                assertThat(after.get(i)[j]).isEqualTo(before.get(i)[j] / 4, Offset.offset(1e-7));
            }
        }
    }

    @Test
    void whatIsSmallEnoughKeepsItsBits() {
        Mlp model = model("mixed_float16");
        List<double[]> plain = doubles(gradients(model, LossScale.fixed(1024)));
        Gradients gradients = gradients(model, LossScale.fixed(1024));

        gradients.clipByGlobalNorm(100);
        gradients.clipByNorm(100);
        gradients.clipByValue(100);

        assertThat(doubles(gradients)).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void clippingByNormLooksAtEachVariable() {
        Gradients gradients = gradients(model("float32"), LossScale.fixed(8));
        List<double[]> before = doubles(gradients);
        double limit = (norm(before.subList(0, 1)) + norm(before.subList(1, 2))) / 2;

        gradients.clipByNorm(limit);

        List<double[]> after = doubles(gradients);
        for (int i = 0; i < before.size(); i++) {
            double norm = norm(before.subList(i, i + 1));
            assertThat(norm(after.subList(i, i + 1))).isEqualTo(Math.min(norm, limit), Offset.offset(1e-6));
        }
    }

    @Test
    void clippingByValueLimitsEachElement() {
        Gradients gradients = gradients(model("mixed_bfloat16"), LossScale.fixed(8));
        List<double[]> before = doubles(gradients);
        double limit = 0x1p-7;

        gradients.clipByValue(limit);

        List<double[]> after = doubles(gradients);
        boolean anyClipped = false;
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < before.get(i).length; j++) {
                double element = before.get(i)[j];
                assertThat(after.get(i)[j]).isEqualTo(Math.max(-limit, Math.min(limit, element)));
                anyClipped |= Math.abs(element) > limit;
            }
        }
        assertThat(anyClipped).isTrue();
    }

    @Test
    void theOptimizerAppliesClippedGradients() {
        Mlp clipped = model("float32");
        Mlp slow = model("float32");
        Gradients gradients = gradients(clipped, LossScale.none());
        double norm = gradients.norm();
        gradients.clipByGlobalNorm(norm / 4);
        Sgd.withLearningRate(0.5).apply(gradients);
        Sgd.withLearningRate(0.125).apply(gradients(slow, LossScale.none()));

        for (int i = 0; i < values(slow).size(); i++) {
            assertThat(values(clipped).get(i)).containsExactly(values(slow).get(i), Offset.offset(1e-6f));
        }
    }

    @Test
    void aNormThatIsNotFiniteIsNeverApplied() {
        for (LossScaling scaling : List.of(
                LossScaling.none(), LossScaling.fixed(8), LossScaling.fixed(8).applyingNonFinite())) {
            for (boolean global : new boolean[] {true, false}) {
                LossScale scale = LossScale.of(scaling);
                Mlp model = model("float32");
                List<float[]> before = values(model);
                Gradients gradients;
                try (Tape tape = Tape.open(model)) {
                    Tensor bad = Tensor.full(Shape.of(ROWS, 5), Double.NaN, Dtype.FLOAT32);
                    Tensor loss = model.loss(model.forward(bad), LABELS);
                    gradients = tape.gradients(scale.scale(loss)).unscale();
                }
                if (global) {
                    assertThat(gradients.clipByGlobalNorm(1)).isNaN();
                } else {
                    gradients.clipByNorm(1);
                }

                StepResult result = Adam.withLearningRate(0.1).apply(gradients);

                assertThat(result.skipped()).isTrue();
                assertThat(result.firstNonFiniteVariable()).isEqualTo("hidden/kernel");
                assertSameBits(values(model), before);
            }
        }
    }

    @Test
    void limitsArePositiveAndFinite() {
        Gradients gradients = gradients(model("float32"), LossScale.none());
        for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> gradients.clipByGlobalNorm(limit))
                    .hasMessage("maxNorm is " + limit + "; it must be above 0, and finite.");
            assertThatThrownBy(() -> gradients.clipByNorm(limit)).hasMessageStartingWith("maxNorm is");
            assertThatThrownBy(() -> gradients.clipByValue(limit)).hasMessageStartingWith("limit is");
        }
    }

    @Test
    void aGradientThatIsLookedAtIsACopy() {
        Gradients gradients = gradients(model("float32"), LossScale.none());
        Variable kernel = gradients.variables().get(0);
        Tensor seen = gradients.of(kernel);
        float[] before = seen.toFloatArray();

        gradients.clipByValue(1e-6);

        assertThat(seen.toFloatArray()).containsExactly(before);
    }
}
