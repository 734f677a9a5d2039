package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyMapTest {

    @ParameterizedTest
    @CsvSource({
        "encoder, encoder",
        "encoder/attention, encoder/attention",
        "*, encoder",
        "encoder/*, encoder/attention",
        "*/norm, block/norm",
        "**, encoder",
        "**, encoder/blocks/0",
        "encoder/**, encoder",
        "encoder/**, encoder/blocks/0/norm",
        "**/norm, norm",
        "**/norm, encoder/blocks/0/norm",
        "encoder/**/norm, encoder/norm",
        "blocks/*/norm, blocks/12/norm",
    })
    void aPathMatches(String path, String layer) {
        assertThat(new PolicyMap.Entry(path, Policy.of("float32")).matches(layer))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "encoder, encoder/attention",
        "encoder/attention, encoder",
        "*, encoder/attention",
        "encoder/*, encoder",
        "encoder/*, encoder/blocks/0",
        "**/norm, encoder/norm/0",
        "encoder/**, decoder",
    })
    void aPathDoesNotMatch(String path, String layer) {
        assertThat(new PolicyMap.Entry(path, Policy.of("float32")).matches(layer))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "' ' | it is empty",
                "/encoder | a name is missing at a slash",
                "encoder/ | a name is missing at a slash",
                "encoder//norm | a name is missing at a slash",
                "enc* | '*' stands for a whole name, between slashes, and '**' for any number of them",
                "encoder/*** | '*' stands for a whole name, between slashes, and '**' for any number of them",
            })
    void otherPathsAreErrors(String path, String why) {
        assertThatThrownBy(() -> PolicyMap.of(path, "float32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + path + "' is no path of a layer: " + why
                        + ". Paths look like encoder/attention, encoder/*, **/norm.");
    }

    @Test
    void theExactEntryComesBeforePatterns() {
        PolicyMap map = PolicyMap.of("encoder/*", "bfloat16").and("encoder/norm", "float32");

        assertThat(policy(map, "encoder/norm")).isEqualTo("float32");
        assertThat(policy(map, "encoder/attention")).isEqualTo("bfloat16");
        assertThat(map.find("encoder")).isNull();
    }

    @Test
    void twoPatternsForOneLayerAreAnError() {
        PolicyMap map = PolicyMap.of("encoder/*", "bfloat16").and("**/norm", "float32");

        assertThat(policy(map, "decoder/norm")).isEqualTo("float32");
        assertThatThrownBy(() -> map.find("encoder/norm"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Layer 'encoder/norm' is matched by several entries of a policy map: 'encoder/*' for "
                        + "'bfloat16', '**/norm' for 'float32'. Leave one of them; or write an entry 'encoder/norm', which "
                        + "comes before patterns.");
        assertThat(policy(map.and("encoder/norm", "float64"), "encoder/norm")).isEqualTo("float64");
    }

    @Test
    void aPathTwiceIsAnError() {
        assertThatThrownBy(() -> PolicyMap.of("encoder", "bfloat16").and("encoder", "float32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The policy map has the path 'encoder' twice: for 'bfloat16' and for 'float32'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flaot32", "Float32"})
    void aPolicyThatIsNoneIsAnError(String wrong) {
        assertThatThrownBy(() -> PolicyMap.of("encoder", wrong))
                .isInstanceOf(UnknownPolicyException.class)
                .hasMessageContaining("Did you mean 'float32'?");
    }

    @Test
    void aMapIsAValue() {
        PolicyMap map = PolicyMap.of("a", "float32");

        assertThat(map)
                .isEqualTo(PolicyMap.of(Map.of("a", Policy.of("float32"))))
                .hasSameHashCodeAs(PolicyMap.of("a", "float32"))
                .isNotEqualTo(map.and("b", "float16"))
                .hasToString("{a -> float32}");
        assertThat(PolicyMap.empty().isEmpty()).isTrue();
        assertThatThrownBy(() -> PolicyMap.of(null, "float32")).hasMessage("A path of a policy map is null.");
    }

    private static String policy(PolicyMap map, String layer) {
        return Objects.requireNonNull(map.find(layer)).policy().name();
    }
}
