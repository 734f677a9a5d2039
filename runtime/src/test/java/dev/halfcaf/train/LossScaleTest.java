package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import org.junit.jupiter.api.Test;

class LossScaleTest {

    private static StepResult finite(LossScale scale) {
        return new StepResult(0.5, true, scale.value(), scale.value(), null, null);
    }

    private static StepResult skipped(LossScale scale) {
        return new StepResult(0.5, false, scale.value(), scale.value(), "hidden/kernel", "matmul");
    }

    @Test
    void itStartsAtTwoToTheFifteenth() {
        assertThat(LossScale.dynamic().value()).isEqualTo(32768);
    }

    @Test
    void itDoublesAfterTwoThousandFiniteStepsInARow() {
        LossScale scale = LossScale.dynamic();
        for (int step = 1; step < 2000; step++) {
            assertThat(scale.update(finite(scale)).scaleAfter()).isEqualTo(32768);
        }

        StepResult last = scale.update(finite(scale));

        assertThat(last.scaleBefore()).isEqualTo(32768);
        assertThat(last.scaleAfter()).isEqualTo(65536);
        assertThat(scale.finiteSteps()).isZero();
    }

    @Test
    void aSkippedStepHalvesItAndRestartsTheCount() {
        LossScale scale = LossScale.of(LossScaling.dynamic().withGrowthInterval(3));
        scale.update(finite(scale));
        scale.update(finite(scale));

        assertThat(scale.update(skipped(scale)).scaleAfter()).isEqualTo(16384);

        scale.update(finite(scale));
        scale.update(finite(scale));
        assertThat(scale.value()).isEqualTo(16384);
        assertThat(scale.update(finite(scale)).scaleAfter()).isEqualTo(32768);
    }

    @Test
    void itStaysAboveTheFloor() {
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(3));

        assertThat(scale.update(skipped(scale)).scaleAfter()).isEqualTo(1.5);
        assertThat(scale.update(skipped(scale)).scaleAfter()).isEqualTo(1);
        assertThat(scale.update(skipped(scale)).scaleAfter()).isEqualTo(1);
    }

    @Test
    void itStaysWhereDoublingWouldNotBeFiniteAndTheCountRestarts() {
        double almost = Math.scalb(1.0, 127);
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(almost).withGrowthInterval(2));
        scale.update(finite(scale));

        assertThat(scale.update(finite(scale)).scaleAfter()).isEqualTo(almost);
        assertThat(scale.finiteSteps()).isZero();
    }

    @Test
    void fixedAndNoScaleNeverMove() {
        LossScale fixed = LossScale.fixed(1024);
        fixed.update(finite(fixed));
        fixed.update(skipped(fixed));
        assertThat(fixed.value()).isEqualTo(1024);
        assertThat(LossScale.none().value()).isEqualTo(1);
    }

    @Test
    void afterFiftySkippedStepsInARowAtTheFloorItThrows() {
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(2));
        scale.update(skipped(scale));
        for (int step = 1; step < 50; step++) {
            scale.update(skipped(scale));
        }

        assertThatThrownBy(() -> scale.update(skipped(scale)))
                .isInstanceOf(LossScaleExhausted.class)
                .hasMessageContaining("50 steps in a row were skipped at loss scale 1.0, the lowest")
                .hasMessageContaining("variable 'hidden/kernel', from op matmul");
    }

    @Test
    void aFiniteStepAtTheFloorRestartsTheCountOfSkips() {
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(1));
        for (int step = 0; step < 49; step++) {
            scale.update(skipped(scale));
        }
        scale.update(finite(scale));

        assertThat(scale.update(skipped(scale)).scaleAfter()).isEqualTo(1);
    }

    @Test
    void aResultUpdatesTheScaleOfItsOwnLossOnly() {
        LossScale scale = LossScale.dynamic();
        StepResult result = skipped(scale);
        scale.update(result);

        assertThatThrownBy(() -> scale.update(result)).hasMessageContaining("update each result once");
    }

    @Test
    void halfIntegerAndManyNumbersAreNoLoss() {
        LossScale scale = LossScale.dynamic();

        assertThatThrownBy(() -> scale.scale(Tensor.scalar(1, Dtype.FLOAT16)))
                .hasMessageStartingWith("[HalfPrecisionLoss] The loss is float16");
        assertThatThrownBy(() -> scale.scale(Tensor.scalar(1, Dtype.INT32))).hasMessageContaining("The loss is int32");
        assertThatThrownBy(() -> scale.scale(Tensor.zeros(Shape.of(2)))).hasMessageContaining("loss.mean()");
    }

    @Test
    void itGoesOnFromItsState() {
        LossScale scale = LossScale.of(LossScaling.dynamic().withGrowthInterval(2));
        scale.update(finite(scale));
        LossScale resumed = LossScale.of(scale.scaling());
        resumed.restore(scale.state());

        assertThat(resumed.update(finite(resumed))).isEqualTo(scale.update(finite(scale)));
        assertThat(resumed.state()).isEqualTo(scale.state());
    }

    @Test
    void aStateOfOtherSettingsIsRefused() {
        assertThatThrownBy(() -> LossScale.fixed(8).restore(LossScale.dynamic().state()))
                .hasMessageContaining("does not go with the settings of this run, 8");
    }
}
