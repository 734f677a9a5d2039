package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.gradients;
import static dev.halfcaf.train.MlpCase.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.LossScaling;
import dev.halfcaf.handwritten.Mlp;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-15);

    @Test
    void linear() {
        LearningRate rate = LearningRate.linear(1, 0, 5);
        assertThat(List.of(rate.at(1), rate.at(2), rate.at(3), rate.at(5), rate.at(6), rate.at(1000)))
                .containsExactly(1.0, 0.75, 0.5, 0.0, 0.0, 0.0);
    }

    @Test
    void cosine() {
        LearningRate rate = LearningRate.cosine(1, 0.2, 101);
        assertThat(rate.at(1)).isEqualTo(1);
        assertThat(rate.at(26)).isEqualTo(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, CLOSE);
        assertThat(rate.at(51)).isEqualTo(0.6, CLOSE);
        assertThat(rate.at(101)).isEqualTo(0.2);
        assertThat(rate.at(102)).isEqualTo(0.2);
    }

    @Test
    void stepwiseAndExponential() {
        LearningRate steps = LearningRate.stepwise(0.5, 0.5, 3);
        assertThat(List.of(steps.at(1), steps.at(3), steps.at(4), steps.at(6), steps.at(7)))
                .containsExactly(0.5, 0.5, 0.25, 0.25, 0.125);
        LearningRate each = LearningRate.exponential(1, 0.5);
        assertThat(List.of(each.at(1), each.at(2), each.at(4))).containsExactly(1.0, 0.5, 0.125);
    }

    @Test
    void warmupComesBeforeTheSchedule() {
        LearningRate rate = LearningRate.linear(1, 0, 5).withWarmup(4);
        assertThat(List.of(rate.at(1), rate.at(2), rate.at(4), rate.at(5), rate.at(6), rate.at(9)))
                .containsExactly(0.25, 0.5, 1.0, 1.0, 0.75, 0.0);
    }

    @Test
    void oneScheduleAfterAnother() {
        LearningRate rate = LearningRate.constant(2).until(3, LearningRate.exponential(1, 0.5));
        assertThat(List.of(rate.at(1), rate.at(3), rate.at(4), rate.at(5))).containsExactly(2.0, 2.0, 1.0, 0.5);
    }

    @Test
    void whatCannotBeASchedule() {
        assertThatThrownBy(() -> LearningRate.constant(-1)).hasMessageStartingWith("learningRate is -1.0");
        assertThatThrownBy(() -> LearningRate.linear(1, Double.NaN, 5)).hasMessageStartingWith("to is NaN");
        assertThatThrownBy(() -> LearningRate.cosine(1, 0, 1)).hasMessageStartingWith("steps is 1.0");
        assertThatThrownBy(() -> LearningRate.stepwise(1, 0.5, 0)).hasMessageStartingWith("interval is 0.0");
        assertThatThrownBy(() -> LearningRate.constant(1).withWarmup(0)).hasMessageStartingWith("steps is 0.0");
    }

    @Test
    void skippedStepsDoNotCount() {
        Mlp model = model("mixed_float16");
        List<Long> asked = new ArrayList<>();
        Optimizer optimizer = Sgd.withLearningRate(step -> {
            asked.add(step);
            return 0.01;
        });
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(Math.scalb(1.0, 40)));
        int skipped = 0;
        while (optimizer.steps() < 3) {
            skipped += scale.update(optimizer.apply(gradients(model, scale))).skipped() ? 1 : 0;
        }
        assertThat(skipped).isGreaterThan(5);
        assertThat(asked).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aScheduleWithoutARateChangesNothing() {
        Mlp model = model("float32");
        List<float[]> before = MlpCase.values(model);
        Optimizer optimizer = Adam.withLearningRate(step -> Double.NaN);

        assertThatThrownBy(() -> optimizer.apply(gradients(model, LossScale.none())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The learning rate of update 1 is NaN; it must be at least 0, and finite.");
        assertThat(optimizer.steps()).isZero();
        MlpCase.assertSameBits(MlpCase.values(model), before);
    }
}
