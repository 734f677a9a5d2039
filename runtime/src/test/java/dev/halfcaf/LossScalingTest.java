package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossScalingTest {

    @Test
    void theDefaultsAreThoseOfTheContract() {
        assertThat(LossScaling.dynamic()).isEqualTo(new LossScaling.Dynamic(32768, 2000, 2, 0.5, 1));
    }

    @Test
    void theBackoffFactorIsTheInverseOfTheGrowthFactorUnlessSet() {
        assertThat(LossScaling.dynamic().withGrowthFactor(4).backoffFactor()).isEqualTo(0.25);
        assertThat(LossScaling.dynamic()
                        .withGrowthFactor(4)
                        .withBackoffFactor(0.5)
                        .backoffFactor())
                .isEqualTo(0.5);
    }

    @Test
    void textsAreRead() {
        assertThat(LossScaling.parse("none")).isEqualTo(LossScaling.none());
        assertThat(LossScaling.parse(" dynamic ")).isEqualTo(LossScaling.dynamic());
        assertThat(LossScaling.parse("1")).isEqualTo(LossScaling.fixed(1));
        assertThat(LossScaling.parse("1.5e3")).isEqualTo(LossScaling.fixed(1500));
        assertThat(LossScaling.parse("8(apply_non_finite)"))
                .isEqualTo(LossScaling.fixed(8).applyingNonFinite());
        assertThat(LossScaling.parse("dynamic(floor=4,start=4)"))
                .isEqualTo(LossScaling.dynamic().withStart(4).withFloor(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "Infinity",
                "0x10p3",
                "1024f",
                "none()",
                "dynamic()",
                "dynamic(1)",
                "dynamic(start=a)",
                "dynamic(begin=2)",
                "dynamic(start=2, start=3)",
                "dynamic(growth_interval=1.5)",
                "8(skip)",
                "1 2"
            })
    void otherTextsAreErrors(String text) {
        assertThatThrownBy(() -> LossScaling.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is no loss scale. A loss scale is \"auto\", \"none\", \"dynamic\", or a number "
                                + "of at least 1 such as \"1024\".");
    }

    @ParameterizedTest
    @CsvSource({"dynamc, dynamic", "Dynamic, dynamic", "one, none", "Auto, auto"})
    void aTypingErrorGetsTheNearest(String text, String meant) {
        assertThatThrownBy(() -> LossScaling.parse(text))
                .hasMessage("'" + text + "' is no loss scale. Did you mean '" + meant + "'? A loss scale is \"auto\", "
                        + "\"none\", \"dynamic\", or a number of at least 1 such as \"1024\".");
    }

    @Test
    void autoIsWhatAPolicyBringsAndNullIsNothing() {
        assertThatThrownBy(() -> LossScaling.parse("auto"))
                .hasMessage("Loss scale \"auto\" is that which goes with a policy: ask the policy, "
                        + "policy.withLossScale(\"auto\").");
        assertThatThrownBy(() -> LossScaling.parse(null)).hasMessageStartingWith("A loss scale is null.");
        assertThatThrownBy(() -> Policy.of("float32").withLossScale(null))
                .hasMessageStartingWith("A loss scale is null.");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, scale is 0.5; it must be at least 1",
        "-8, scale is -8; it must be at least 1",
        "1e39, 'it must be at least 1, and finite in float32'",
        "dynamic(start=0.5), start is 0.5; it must be at least 1",
        "'dynamic(start=2, floor=4)', 'start is 2; it must be at least the floor, 4'",
        "dynamic(growth_interval=0), growthInterval is 0; it must be at least 1",
        "dynamic(growth_factor=1), growthFactor is 1; it must be above 1",
        "dynamic(backoff_factor=1), backoffFactor is 1; it must be between 0 and 1",
        "dynamic(floor=0), floor is 0; it must be at least 1",
    })
    void settingsAreValidated(String text, String problem) {
        assertThatThrownBy(() -> LossScaling.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
