package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimesTest {
    private static Times times(double... seconds) {
        return new Times(seconds);
    }

    @Test
    void quietIsBestByBestAndBusyTheMedianOfTheRatiosWithinRounds() {
        Times ours = times(1, 4, 2);
        Times by = times(3, 4, 8);

        assertThat(ours.best()).isEqualTo(1);
        assertThat(ours.median()).isEqualTo(2);
        assertThat(ours.quiet(by)).isEqualTo(3);
        assertThat(ours.busy(by)).isEqualTo(3);
        assertThat(times(1, 2, 3, 4).median()).isEqualTo(2.5);
    }

    @Test
    void roundsAreComparedOneByOne() {
        assertThatThrownBy(() -> times(1, 2).busy(times(1))).hasMessage("2 rounds cannot be compared with 1.");
        assertThatThrownBy(() -> times()).hasMessage("No round was measured.");
    }
}
