package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunHistoryTest {
    @Test
    void aLoopFeedsItInTwoLines() {
        RunHistory history = Runs.history("run");
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (int batch = 0; batch < 3; batch++) {
                history.step(epoch, Runs.applied(1.0 / epoch));
            }
            history.epoch(epoch, Map.of(), Map.of("accuracy", 0.5));
        }

        assertThat(history.steps()).extracting(StepRecord::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(history.steps()).extracting(StepRecord::epoch).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(history.steps()).extracting(StepRecord::nanos).containsOnly(500_000L);
        assertThat(history.epochs()).extracting(EpochRecord::step).containsExactly(3L, 6L);
        assertThat(history.skipped()).isZero();
    }

    @Test
    void listenersHearOfEverything() {
        List<Object> heard = new ArrayList<>();
        RunHistory history = Runs.history("run").tell(new RunListener() {
            @Override
            public void onStep(StepRecord step) {
                heard.add(step.step());
            }

            @Override
            public void onEpoch(EpochRecord epoch) {
                heard.add("epoch " + epoch.epoch());
            }

            @Override
            public void onEnd() {
                heard.add("end");
            }
        });
        history.step(1, Runs.applied(1));
        history.epoch(1, Map.of(), Map.of());
        history.onEnd();

        assertThat(heard).containsExactly(1L, "epoch 1", "end");
    }

    @Test
    void aResumedRunForgetsWhatCameAfterItsState() {
        RunHistory history = Runs.history("run");
        for (int step = 1; step <= 10; step++) {
            history.step(1, step == 9 ? Runs.skipped(1, 4, "kernel") : Runs.applied(1, 4));
        }
        history.epoch(1, Map.of(), Map.of());
        history.rewindTo(8);

        assertThat(history.lastStep()).isEqualTo(8);
        assertThat(history.epochs()).isEmpty();
        assertThat(history.skipped()).isZero();

        history.step(1, Runs.applied(1));
        assertThat(history.lastStep()).isEqualTo(9);
    }

    @Test
    void aStepThatWasTakenBeforeIsRefused() {
        RunHistory history = Runs.history("run");
        history.onStep(StepRecord.of(5, 1, Runs.applied(1)));

        assertThatThrownBy(() -> history.onStep(StepRecord.of(4, 1, Runs.applied(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Step 4 of 'run' comes after step 5: a run that goes on from an older state first forgets what"
                                + " came later, by rewindTo(3).");
    }
}
