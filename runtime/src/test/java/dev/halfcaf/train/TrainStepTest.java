package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainStepTest {
    private static final int ROWS = 24;
    private static final Tensor X = Tensor.randomNormal(Shape.of(ROWS, 5), Dtype.FLOAT32, new SeededRandom(3));
    private static final Tensor LABELS = labels();

    private static Tensor labels() {
        int[] labels = new int[ROWS];
        float[] x = X.toFloatArray();
        for (int row = 0; row < ROWS; row++) {
            labels[row] = (x[row * 5] > 0 ? 1 : 0) + (x[row * 5 + 1] > 0 ? 1 : 0);
        }
        return Tensor.of(labels, Shape.of(ROWS));
    }

    private static Mlp model(String policy) {
        Mlp model = new Mlp(5, 16, 3, Policy.of(policy));
        model.initialize(11);
        return model;
    }

    private static List<float[]> values(Mlp model) {
        return model.variables().stream().map(v -> v.value().toFloatArray()).toList();
    }

    private static void assertSameBits(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16", "mixed_bfloat16", "float16", "bfloat16"})
    void aModelLearnsUnderEveryPolicy(String policy) {
        MlpTrainStep step = new MlpTrainStep(model(policy), Adam.withLearningRate(0.02));
        double first = step.run(X, LABELS).loss();
        double last = first;
        for (int i = 0; i < 60; i++) {
            last = step.run(X, LABELS).loss();
        }
        assertThat(last).isLessThan(0.3 * first);
    }

    @Test
    void aBareModelsStepTakesTheLossScaleOfItsPolicy() {
        assertThat(new MlpTrainStep(model("mixed_float16"), Sgd.withLearningRate(0.1))
                        .lossScale()
                        .scaling())
                .isEqualTo(LossScaling.dynamic());
        assertThat(new MlpTrainStep(model("float32"), Sgd.withLearningRate(0.1))
                        .lossScale()
                        .scaling())
                .isEqualTo(LossScaling.none());
    }

    @Test
    void scalingByAPowerOfTwoChangesNoBitWhereNothingUnderflows() {
        Mlp plain = model("float32");
        Mlp scaled = model("float32");
        MlpTrainStep plainStep = new MlpTrainStep(plain, Adam.withLearningRate(0.01));
        MlpTrainStep scaledStep = new MlpTrainStep(scaled, Adam.withLearningRate(0.01), LossScale.fixed(1024));
        for (int i = 0; i < 5; i++) {
            assertThat(scaledStep.run(X, LABELS).loss())
                    .isEqualTo(plainStep.run(X, LABELS).loss());
        }
        assertSameBits(values(scaled), values(plain));
    }

    @Test
    void aSkippedStepChangesNothingButTheScaleAndTheCount() {
        Mlp model = model("mixed_float16");
        Adam optimizer = Adam.withLearningRate(0.01);
        // 2^40 times any gradient of this loss is beyond float16.
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(Math.scalb(1.0, 40)));
        MlpTrainStep step = new MlpTrainStep(model, optimizer, scale);
        List<float[]> before = values(model);

        StepResult result = step.run(X, LABELS);

        assertThat(result.skipped()).isTrue();
        assertThat(result.loss()).isBetween(0.1, 10.0);
        assertThat(result.scaleBefore()).isEqualTo(Math.scalb(1.0, 40));
        assertThat(result.scaleAfter()).isEqualTo(Math.scalb(1.0, 39));
        assertThat(result.firstNonFiniteVariable()).isEqualTo("hidden/kernel");
        assertThat(result.firstNonFiniteOp()).isNotNull();
        assertSameBits(values(model), before);
        assertThat(optimizer.steps()).isZero();
        assertThat(optimizer.slotBytes()).isZero();
        assertThat(List.of(step.stepsSeen(), step.stepsApplied(), step.stepsSkipped()))
                .containsExactly(1L, 0L, 1L);
    }

    @Test
    void theScaleFindsItsPlaceAndTrainingGoesOn() {
        MlpTrainStep step = new MlpTrainStep(
                model("mixed_float16"),
                Adam.withLearningRate(0.02),
                LossScale.of(
                        LossScaling.dynamic().withStart(Math.scalb(1.0, 30)).withGrowthInterval(10)));
        StepResult last = step.run(X, LABELS);
        for (int i = 0; i < 80; i++) {
            last = step.run(X, LABELS);
        }
        assertThat(last.loss()).isLessThan(0.4);
        assertThat(step.stepsSkipped()).isPositive();
        assertThat(step.stepsApplied()).isGreaterThan(40);
    }

    @Test
    void aFixedScaleSkipsUnlessToldToApply() {
        double tooHigh = Math.scalb(1.0, 40);
        MlpTrainStep skipping =
                new MlpTrainStep(model("mixed_float16"), Sgd.withLearningRate(0.1), LossScale.fixed(tooHigh));
        Mlp applied = model("mixed_float16");
        MlpTrainStep applying = new MlpTrainStep(
                applied,
                Sgd.withLearningRate(0.1),
                LossScale.of(LossScaling.fixed(tooHigh).applyingNonFinite()));

        assertThat(skipping.run(X, LABELS).applied()).isFalse();
        StepResult result = applying.run(X, LABELS);
        assertThat(result.applied()).isTrue();
        assertThat(result.firstNonFiniteVariable()).isEqualTo("hidden/kernel");
        assertThat(values(applied).get(0)).contains(Float.NaN);
    }

    @Test
    void anUnscaledStepNeverSkipsAndReportsItsLoss() {
        MlpTrainStep step = new MlpTrainStep(model("float32"), Sgd.withLearningRate(0.1));
        Tensor bad = Tensor.full(Shape.of(ROWS, 5), Double.NaN, Dtype.FLOAT32);

        StepResult result = step.run(bad, LABELS);

        assertThat(result.applied()).isTrue();
        assertThat(result.lossIsFinite()).isFalse();
    }

    @Test
    void aRunThatCanNotRecoverEndsLoudly() {
        MlpTrainStep step = new MlpTrainStep(
                model("mixed_float16"),
                Sgd.withLearningRate(0.1),
                LossScale.of(LossScaling.dynamic().withStart(1)));
        Tensor bad = Tensor.full(Shape.of(ROWS, 5), Double.POSITIVE_INFINITY, Dtype.FLOAT32);
        for (int i = 0; i < 49; i++) {
            assertThat(step.run(bad, LABELS).skipped()).isTrue();
        }
        assertThatThrownBy(() -> step.run(bad, LABELS))
                .isInstanceOf(LossScaleExhausted.class)
                .hasMessageContaining("variable 'hidden/kernel'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "mixed_float16", "bfloat16"})
    void aRestoredRunGoesOnWithTheSameBits(String policy) {
        LossScaling scaling =
                LossScaling.dynamic().withStart(Math.scalb(1.0, 20)).withGrowthInterval(3);
        Mlp straight = model(policy);
        MlpTrainStep step = new MlpTrainStep(straight, Adam.withLearningRate(0.01), LossScale.of(scaling));
        for (int i = 0; i < 10; i++) {
            step.run(X, LABELS);
        }
        TrainState saved = step.state();
        Mlp resumedModel = new Mlp(5, 16, 3, Policy.of(policy));
        resumedModel.initialize(99);
        MlpTrainStep resumed = new MlpTrainStep(resumedModel, Adam.withLearningRate(0.01), LossScale.of(scaling));

        resumed.restore(saved);
        for (int i = 0; i < 10; i++) {
            assertThat(resumed.run(X, LABELS)).isEqualTo(step.run(X, LABELS));
        }

        assertSameBits(values(resumedModel), values(straight));
        assertThat(resumed.stepsSeen()).isEqualTo(20);
        assertThat(resumed.lossScale().state()).isEqualTo(step.lossScale().state());
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        MlpTrainStep step = new MlpTrainStep(model("float32"), Adam.withLearningRate(0.01));
        Mlp other = new Mlp(5, 8, 3);
        MlpTrainStep otherStep = new MlpTrainStep(other, Adam.withLearningRate(0.01));
        List<float[]> before = values(other);

        assertThatThrownBy(() -> otherStep.restore(step.state()))
                .hasMessage("The saved variable 'hidden/kernel' has shape (5, 16), the model's (5, 8).");
        assertSameBits(values(other), before);
    }

    @Test
    void aModelTrainsUnderOneTapeAtATime() {
        Mlp model = model("float32");
        try (Tape tape = Tape.open(model)) {
            assertThat(model.isTraining()).isTrue();
            assertThat(model.hidden.isTraining()).isTrue();
            assertThatThrownBy(() -> Tape.open(model)).hasMessageStartingWith("Mlp is already training");
            assertThat(tape.activationBytes()).isZero();
        }
        assertThat(model.isTraining()).isFalse();
    }

    @Test
    void inferenceRecordsNothing() {
        Mlp model = model("float32");
        Tensor logits = model.forward(X);
        try (Tape tape = Tape.open(model)) {
            assertThatThrownBy(() -> tape.gradients(LossScale.none().scale(model.loss(logits, LABELS))))
                    .hasMessageStartingWith("The loss does not depend on a trainable variable");
        }
    }

    @Test
    void unscalingTwiceThrows() {
        Mlp model = model("mixed_float16");
        try (Tape tape = Tape.open(model)) {
            Tensor loss = model.loss(model.forward(X).cast(Dtype.FLOAT32), LABELS);
            ScaledGradients scaled = tape.gradients(LossScale.fixed(8).scale(loss));
            scaled.unscale();

            assertThatThrownBy(scaled::unscale).hasMessageStartingWith("These gradients are unscaled already");
        }
    }

    @Test
    void gradientsAreFloat32InTheModelsOrderAndOutliveTheStep() {
        Mlp model = model("float16");
        MlpTrainStep step = new MlpTrainStep(model, Sgd.withLearningRate(0.1));

        Gradients gradients = step.gradients(X, LABELS);
        step.gradients(X, LABELS);

        assertThat(gradients.variables()).isEqualTo(model.trainableVariables());
        for (Variable variable : model.trainableVariables()) {
            assertThat(gradients.of(variable).dtype()).isEqualTo(Dtype.FLOAT32);
            assertThat(gradients.of(variable).shape()).isEqualTo(variable.shape());
        }
        assertThat(gradients.isFinite()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16", "mixed_bfloat16", "float16"})
    void afterAStepOpsReadTheNewValue(String policy) {
        Mlp model = model(policy);
        MlpTrainStep step = new MlpTrainStep(model, Adam.withLearningRate(0.02));
        for (int i = 0; i < 3; i++) {
            step.run(X, LABELS);
            for (Variable variable : model.trainableVariables()) {
                Tensor read = variable.asTensor();
                assertThat(read.toFloatArray())
                        .containsExactly(variable.value().cast(read.dtype()).toFloatArray());
            }
        }
    }

    @Test
    void unscaledGradientsAreThoseOfTheLossItself() {
        Mlp model = model("float32");
        try (Tape tape = Tape.open(model)) {
            Tensor loss = model.loss(model.forward(X), LABELS);
            Gradients plain = tape.gradients(LossScale.none().scale(loss)).unscale();
            Gradients scaled = tape.gradients(LossScale.fixed(1024).scale(loss)).unscale();
            for (Variable variable : model.trainableVariables()) {
                assertThat(scaled.of(variable).toFloatArray())
                        .containsExactly(plain.of(variable).toFloatArray());
            }
        }
    }

    @Test
    void whatAFinishedStepComputedIsGone() {
        Mlp model = model("float32");
        Tensor logits;
        Tensor kept;
        try (Tape tape = Tape.open(model)) {
            logits = model.forward(X);
            kept = logits.detach();
            assertThat(tape.activationBytes()).isPositive();
        }
        assertThatThrownBy(logits::toFloatArray).isInstanceOf(IllegalStateException.class);
        assertThat(kept.toFloatArray()).hasSize(ROWS * 3);
    }

    @Test
    void aPenaltyOnFullPrecisionValuesReachesTheSameGradient() {
        Mlp model = model("mixed_float16");
        try (Tape tape = Tape.open(model)) {
            Tensor penalty = model.hidden.kernel.value().square().sum();
            Gradients gradients =
                    tape.gradients(LossScale.none().scale(penalty)).unscale();

            float[] kernel = model.hidden.kernel.value().detach().toFloatArray();
            float[] gradient = gradients.of(model.hidden.kernel).toFloatArray();
            for (int i = 0; i < kernel.length; i++) {
                assertThat(gradient[i]).isEqualTo(2 * kernel[i]);
            }
            assertThatThrownBy(() -> gradients.of(model.logits.kernel)).hasMessageContaining("There is no gradient");
        }
    }
}
