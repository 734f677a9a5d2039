package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        "half, float16",
        "fp16, float16",
        "bf16, bfloat16",
        "BF16, bfloat16",
        "float_16, float16",
        "fp32, float32",
        "double, float64",
        "mixed_fp16, mixed_float16",
        "mixed-half, mixed_float16",
        "mixed_bf16, mixed_bfloat16",
        "mixed_bfloat_16, mixed_bfloat16",
    })
    void anUnknownNameIsAnErrorThatProposesTheNearest(String wrong, String meant) {
        assertThatThrownBy(() -> Policy.of(wrong))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessage("'" + wrong + "' is no policy. Did you mean '" + meant
                        + "'? Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, "
                        + "bool.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp8_e4m3", "x"})
    void aNameFarFromAllGetsNoProposal(String wrong) {
        assertThatThrownBy(() -> Policy.of(wrong))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageNotContaining("Did you mean");
    }

    @Test
    void emptyBlankHugeAndNullNamesAreErrorsInWords() {
        assertThatThrownBy(() -> Policy.of("")).hasMessageStartingWith("The policy name is empty.");
        assertThatThrownBy(() -> Policy.of(" \t")).hasMessageStartingWith("The policy name is blank.");
        assertThatThrownBy(() -> Policy.of("x".repeat(1000)))
                .isInstanceOf(UnknownPolicyException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        assertThatThrownBy(() -> Policy.of(null)).hasMessageStartingWith("A policy name is null");
        assertThatThrownBy(() -> Policy.fromConfig(null)).hasMessageStartingWith("A policy name is null");
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

    @ParameterizedTest
    @CsvSource({
        "float16_with_float32_vars, mixed_float16",
        "bfloat16_with_float32_vars, mixed_bfloat16",
        "float32_with_float32_vars, float32",
    })
    void anOldNameOfKerasIsAnErrorThatSaysTheNewOne(String old, String now) {
        assertThatThrownBy(() -> Policy.of(old))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageStartingWith("'" + old + "' is no policy. Keras called '" + now + "' so at first: write '"
                        + now + "'. Policies: mixed_float16");
    }

    @Test
    void aPolicyInPartsHasThreeDtypes() {
        Policy policy = Policy.of("params=float32,compute=float16,output=float64");

        assertThat(policy.variableDtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(policy.computeDtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(policy.outputDtype()).isEqualTo(Dtype.FLOAT64);
        assertThat(policy.castsOutput()).isTrue();
        assertThat(policy.name()).isEqualTo("params=float32,compute=float16,output=float64");
        assertThat(policy)
                .hasToString(
                        "Policy(params=float32,compute=float16,output=float64, compute float16, variables float32, "
                                + "output float64, loss scale dynamic)")
                .isEqualTo(Policy.of(Dtype.FLOAT32, Dtype.FLOAT16, Dtype.FLOAT64));
        assertThat(policy.withoutOutputCast()).isEqualTo(Policy.of("mixed_float16"));
    }

    @Test
    void underANameTheOutputDtypeIsTheComputeDtype() {
        for (String name : Policy.names()) {
            Policy policy = Policy.of(name);
            assertThat(policy.outputDtype()).isEqualTo(policy.computeDtype());
            assertThat(policy.castsOutput()).isFalse();
            assertThat(policy.withoutOutputCast()).isSameAs(policy);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compute=float16,output=float32,params=float32 | params=float32,compute=float16,output=float32",
                "' params = float32 , compute=float16, output=float32' | params=float32,compute=float16,output=float32",
                "params=float32,compute=float16,output=float16 | mixed_float16",
                "params=float32,compute=bfloat16,output=bfloat16 | mixed_bfloat16",
                "params=float64,compute=float64,output=float64 | float64",
                "params=float64,compute=float32,output=float32 | params=float64,compute=float32,output=float32",
            })
    void partsComeInAnyOrderAndEqualDtypesHaveOneName(String written, String name) {
        assertThat(Policy.of(written).name()).isEqualTo(name);
        assertThat(Policy.of(written)).isEqualTo(Policy.of(name)).hasSameHashCodeAs(Policy.of(name));
        assertThat(Policy.fromConfig(Policy.of(written).config())).isEqualTo(Policy.of(written));
    }

    @Test
    void withAnotherOutputDtypeItIsAnotherPolicy() {
        assertThat(Policy.of("params=float32,compute=float16,output=float32")).isNotEqualTo(Policy.of("mixed_float16"));
    }

    @Test
    void partsScaleWhereMixedFloat16Does() {
        LossScaling dynamic = LossScaling.dynamic();
        assertThat(Policy.of("params=float32,compute=float16,output=float32").lossScaling())
                .isEqualTo(dynamic);
        assertThat(Policy.of("params=float64,compute=float16,output=float16").lossScaling())
                .isEqualTo(dynamic);
        assertThat(Policy.of("params=float16,compute=float16,output=float32").lossScaling())
                .isEqualTo(LossScaling.none());
        assertThat(Policy.of("params=float32,compute=bfloat16,output=float32").lossScaling())
                .isEqualTo(LossScaling.none());
        Policy fixed =
                Policy.of("params=float32,compute=float16,output=float32").withLossScale("8");
        assertThat(fixed.config()).isEqualTo("params=float32,compute=float16,output=float32; loss_scale=8");
        assertThat(Policy.fromConfig(fixed.config())).isEqualTo(fixed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "params=float32,compute=float16 | it does not say output; the dtype of compute there casts nothing.",
                "compute=float16,output=float32 | it does not say params.",
                "params=float32,params=float32,compute=float16,output=float32 | it says params twice.",
                "params=float32,compute=flaot16,output=float32 | compute is 'flaot16', which is no floating dtype. Did "
                        + "you mean 'float16'?",
                "params=float32,compute=bf16,output=float32 | compute is 'bf16', which is no floating dtype. Did "
                        + "you mean 'bfloat16'?",
                "params=fp32,compute=half,output=half | params is 'fp32', which is no floating dtype. Did "
                        + "you mean 'float32'?",
                "params=float32,compute=float16,output=int32 | output is int32, which is no floating dtype.",
                "params=int32,compute=int32,output=int32 | params is int32, which is no floating dtype.",
                "params=float32,compute=float16,output=float32, | '' is no part of the form <part>=<dtype>.",
                "p=float32,c=float16,o=float32 | 'p' is no part of a policy. Did you mean 'params'?",
                "Params=float32,compute=float16,output=float32 | 'Params' is no part of a policy. Did you mean 'params'?",
                "params=float32,compute=float16,result=float32 | 'result' is no part of a policy.",
                "params=float32,compute=,output=float32 | compute is '', which is no floating dtype.",
                "= | '' is no part of a policy.",
            })
    void otherPartsAreErrors(String text, String problem) {
        assertThatThrownBy(() -> Policy.of(text))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessage(
                        "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "' is no policy: " + problem
                                + " A policy in parts is params=<dtype>,compute=<dtype>,output=<dtype>, each once, in any order; "
                                + "dtypes: float16, bfloat16, float32, float64.");
    }

    @Test
    void dtypesThatHoldNoFractionsStandAlone() {
        assertThat(Policy.of(Dtype.INT32, Dtype.INT32, Dtype.INT32)).isEqualTo(Policy.of("int32"));
        assertThatThrownBy(() -> Policy.of(Dtype.FLOAT32, Dtype.INT32, Dtype.INT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A policy of params float32, compute int32 and output int32 would cast");
    }

    @Test
    void aConfigTakesTheLossScaleOfAnAnnotation() {
        assertThat(Policy.fromConfig("mixed_float16; loss_scale=auto")).isEqualTo(Policy.of("mixed_float16"));
    }

    @Test
    void everyCombinationOfFloatingDtypesHasOneNameThatRoundTrips() {
        List<Dtype> floating =
                Arrays.stream(Dtype.values()).filter(Dtype::isFloating).toList();
        Set<String> names = new HashSet<>();
        for (Dtype params : floating) {
            for (Dtype compute : floating) {
                for (Dtype output : floating) {
                    Policy policy = Policy.of(params, compute, output);
                    names.add(policy.name());
                    assertThat(Policy.of(policy.name())).isEqualTo(policy);
                    assertThat(Policy.of("output=" + output + ",params=" + params + ",compute=" + compute))
                            .isEqualTo(policy);
                    for (String scale : List.of("auto", "none", "dynamic", "8(apply_non_finite)")) {
                        Policy scaled = policy.withLossScale(scale);
                        assertThat(Policy.fromConfig(scaled.config())).isEqualTo(scaled);
                    }
                }
            }
        }
        assertThat(names).hasSize(64);
    }
}
