package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    @ParameterizedTest
    @EnumSource
    void theNameOfADtypeMeansThatDtypeForBoth(Dtype dtype) {
        Policy policy = Policy.of(dtype.toString());

        assertThat(policy.computeDtype()).isEqualTo(dtype);
        assertThat(policy.variableDtype()).isEqualTo(dtype);
        assertThat(policy.lossScaling()).isEqualTo(LossScaling.none());
    }

    @Test
    void mixedPoliciesKeepVariablesInFloat32() {
        assertThat(Policy.of("mixed_float16").computeDtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(Policy.of("mixed_float16").variableDtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Policy.of("mixed_bfloat16").computeDtype()).isEqualTo(Dtype.BFLOAT16);
        assertThat(Policy.of("mixed_bfloat16").variableDtype()).isEqualTo(Dtype.FLOAT32);
    }

    @Test
    void onlyMixedFloat16ScalesByItself() {
        assertThat(Policy.of("mixed_float16").lossScaling()).isEqualTo(LossScaling.dynamic());
        assertThat(Policy.of("mixed_bfloat16").lossScaling()).isEqualTo(LossScaling.none());
        assertThat(Policy.of("float16").lossScaling()).isEqualTo(LossScaling.none());
    }

    @ParameterizedTest
    @CsvSource({
        "mixed_flot16, mixed_float16",
        "Mixed_Float16, mixed_float16",
        "mixed-float16, mixed_float16",
        "mixed_bfloat61, mixed_bfloat16",
        "mixed_float15, mixed_float16",
        "' float32 ', float32",
        "flaot32, float32",
        "FLOAT64, float64",
        "bfloat, bfloat16",
    })
    void anUnknownNameIsAnErrorThatProposesTheNearest(String wrong, String meant) {
        assertThatThrownBy(() -> Policy.of(wrong))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessage("[UnknownPolicy] '" + wrong + "' is no policy. Did you mean '" + meant
                        + "'? Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, "
                        + "bool.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "fp8_e4m3", "x"})
    void aNameFarFromAllGetsNoProposal(String wrong) {
        assertThatThrownBy(() -> Policy.of(wrong))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageNotContaining("Did you mean");
    }

    @Test
    void emptyBlankHugeAndNullNamesAreErrorsInWords() {
        assertThatThrownBy(() -> Policy.of("")).hasMessageStartingWith("[UnknownPolicy] The policy name is empty.");
        assertThatThrownBy(() -> Policy.of(" \t")).hasMessageStartingWith("[UnknownPolicy] The policy name is blank.");
        assertThatThrownBy(() -> Policy.of("x".repeat(1000)))
                .isInstanceOf(UnknownPolicyException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> Policy.of(null)).hasMessageStartingWith("A policy name is null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float32",
                "mixed_float16",
                "mixed_float16; loss_scale=none",
                "mixed_float16; loss_scale=1024",
                "mixed_float16; loss_scale=1024.5(apply_non_finite)",
                "mixed_bfloat16; loss_scale=dynamic",
                "float16; loss_scale=dynamic(start=1024, growth_interval=50)",
                "mixed_float16; loss_scale=dynamic(growth_factor=4, backoff_factor=0.5, floor=2)",
            })
    void aConfigRoundTrips(String config) {
        Policy policy = Policy.fromConfig(config);

        assertThat(policy.config()).isEqualTo(config);
        assertThat(Policy.fromConfig(policy.config())).isEqualTo(policy).hasSameHashCodeAs(policy);
    }

    @Test
    void aConfigNamesTheLossScaleOnlyWhereItIsNotTheNames() {
        assertThat(Policy.of("mixed_float16").withLossScale("dynamic").config()).isEqualTo("mixed_float16");
        assertThat(Policy.of("mixed_float16").withLossScale("none").withLossScale("auto"))
                .isEqualTo(Policy.of("mixed_float16"));
        assertThat(Policy.of("mixed_float16").withLossScale("512")).isNotEqualTo(Policy.of("mixed_float16"));
    }

    @Test
    void aPolicyDescribesItself() {
        assertThat(Policy.of("mixed_float16"))
                .hasToString("Policy(mixed_float16, compute float16, variables float32, loss scale dynamic)");
    }

    @Test
    void withoutAnythingSaidTheGlobalPolicyIsFloat32() {
        assertThat(Policy.global()).isEqualTo(Policy.of("float32"));
    }

    @Test
    void scopesNestAndEnd() {
        try (PolicyScope outer = Policy.scope(Policy.of("mixed_float16"))) {
            assertThat(Policy.global().name()).isEqualTo("mixed_float16");
            try (PolicyScope inner = Policy.scope(Policy.of("float64"))) {
                assertThat(Policy.global().name()).isEqualTo("float64");
                assertThatThrownBy(outer::close).hasMessageContaining("out of order");
                assertThat(inner).isNotNull();
            }
            assertThat(Policy.global().name()).isEqualTo("mixed_float16");
        }
        assertThat(Policy.global().name()).isEqualTo("float32");
    }

    @Test
    void aScopeIsItsOwnThreadsAlone() throws InterruptedException {
        AtomicReference<String> elsewhere = new AtomicReference<>();
        try (PolicyScope scope = Policy.scope(Policy.of("mixed_bfloat16"))) {
            Thread other = new Thread(() -> elsewhere.set(Policy.global().name()));
            other.start();
            other.join();
            assertThat(scope).isNotNull();
        }
        assertThat(elsewhere).hasValue("float32");
    }
}
