package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.assertSameBits;
import static dev.halfcaf.train.MlpCase.gradients;
import static dev.halfcaf.train.MlpCase.loss;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Tensor;
import dev.halfcaf.handwritten.Mlp;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeveralLossesTest {

    /** A penalty that depends on the first layer alone, and is infinite if asked. */
    private static Tensor penalty(Mlp model, double factor) {
        return model.hidden.kernel.value().square().sum().mul(factor);
    }

    @Test
    void eachLossHasItsOwnVerdictAndTheScaleIsShared() {
        Mlp model = model("mixed_float16");
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(1024));
        Optimizer first = Sgd.withLearningRate(0.1);
        Optimizer second = Sgd.withLearningRate(0.1);
        Gradients ofLoss;
        Gradients ofPenalty;
        try (Tape tape = Tape.open(model)) {
            ScaledLoss loss = scale.scale(loss(model));
            ScaledLoss penalty = scale.scale(penalty(model, 1e38));
            ofLoss = tape.gradients(loss).unscale();
            ofPenalty = tape.gradients(penalty).unscale();
        }
        StepResult applied = first.apply(ofLoss);
        StepResult skipped = second.apply(ofPenalty);

        List<StepResult> results = scale.update(List.of(applied, skipped));

        assertThat(applied.applied()).isTrue();
        assertThat(skipped.firstNonFiniteVariable()).isEqualTo("hidden/kernel");
        assertThat(results).extracting(StepResult::applied).containsExactly(true, false);
        assertThat(results).extracting(StepResult::scaleAfter).containsOnly(512.0);
        assertThat(first.steps()).isEqualTo(1);
        assertThat(second.steps()).isZero();
    }

    @Test
    void aStepWithTwoResultsCountsOnce() {
        Mlp model = model("float32");
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(2).withGrowthInterval(2));
        Optimizer body = Sgd.withLearningRate(0.1);
        Optimizer head = Adam.withLearningRate(0.01);
        for (int i = 1; i <= 4; i++) {
            Gradients gradients = gradients(model, scale);
            Gradients ofBody = gradients.take(v -> v.path().startsWith("hidden/"));
            assertThat(ofBody.variables()).hasSize(2);
            assertThat(gradients.variables()).hasSize(2);
            scale.update(List.of(body.apply(ofBody), head.apply(gradients)));
        }
        assertThat(scale.value()).isEqualTo(8);
    }

    @Test
    void oneOptimizerForEachPartDoesWhatOneForAllDoes() {
        Mlp whole = model("mixed_float16");
        Mlp parts = model("mixed_float16");
        LossScale scale = LossScale.fixed(1024);
        LossScale partScale = LossScale.fixed(1024);
        Optimizer all = Adam.withLearningRate(0.01);
        Optimizer body = Adam.withLearningRate(0.01);
        Optimizer head = Adam.withLearningRate(0.01);
        for (int i = 0; i < 3; i++) {
            scale.update(all.apply(gradients(whole, scale)));
            Gradients gradients = gradients(parts, partScale);
            Gradients ofHead = gradients.take(v -> v.path().startsWith("logits/"));
            partScale.update(List.of(body.apply(gradients), head.apply(ofHead)));
        }
        assertSameBits(values(parts), values(whole));
    }

    @Test
    void allResultsOfAStepComeTogether() {
        Mlp model = model("float32");
        LossScale scale = LossScale.fixed(8);
        Gradients gradients = gradients(model, scale);
        Gradients ofBody = gradients.take(v -> v.path().startsWith("hidden/"));
        StepResult body = Sgd.withLearningRate(0.1).apply(ofBody);
        StepResult head = Sgd.withLearningRate(0.1).apply(gradients);

        assertThatThrownBy(() -> scale.update(body))
                .hasMessage(
                        "2 results of this step are to be given to the loss scale, and here is 1: the scale moves once "
                                + "for a step. Fix: lossScale.update(List.of(first, second)).");
        scale.update(List.of(body, head));
        assertThatThrownBy(() -> scale.update(List.of())).hasMessageStartingWith("There is no result");
    }

    @Test
    void gradientsOfAllLossesComeBeforeTheFirstUpdate() {
        Mlp model = model("mixed_float16");
        LossScale scale = LossScale.fixed(8);
        try (Tape tape = Tape.open(model)) {
            ScaledLoss loss = scale.scale(loss(model));
            ScaledLoss penalty = scale.scale(penalty(model, 1));
            Sgd.withLearningRate(0.1).apply(tape.gradients(loss).unscale());

            assertThatThrownBy(() -> tape.gradients(penalty))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Variable 'hidden/kernel' was updated since this tape was opened")
                    .hasMessageEndingWith("take the gradients of all of them before the first apply.");
        }
    }
}
