package dev.halfcaf.sample.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Policy;
import dev.halfcaf.train.StepResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sample promises of the digits, with the program's own settings, for three seeds. */
class DigitsProgramTest {
    private static final Program DIGITS = ModelName.DIGITS.load(null);
    private static final long[] SEEDS = {0, 1, 2};
    private static final Map<String, List<Trained>> RUNS = new HashMap<>();

    @BeforeAll
    static void trainUnderEachPolicy() {
        for (String policy : List.of("float32", "mixed_float16", "mixed_bfloat16")) {
            List<Trained> runs = new ArrayList<>();
            for (long seed : SEEDS) {
                runs.add(Trained.of(
                        DIGITS, ModelName.DIGITS.settings(Policy.of(policy)).withSeed(seed)));
            }
            RUNS.put(policy, runs);
        }
    }

    @Test
    void mixedPrecisionReaches96Point5Percent() {
        assertThat(meanAccuracy("mixed_float16")).isGreaterThanOrEqualTo(0.965);
        assertThat(meanAccuracy("mixed_bfloat16")).isGreaterThanOrEqualTo(0.965);
    }

    @Test
    void mixedPrecisionIsWithinOnePointOfFloat32() {
        double float32 = meanAccuracy("float32");

        assertThat(Math.abs(meanAccuracy("mixed_float16") - float32)).isLessThanOrEqualTo(0.01);
        assertThat(Math.abs(meanAccuracy("mixed_bfloat16") - float32)).isLessThanOrEqualTo(0.01);
    }

    @Test
    void theLossScaleGrowsAndStepsAreSkipped() {
        for (Trained run : runs("mixed_float16")) {
            List<Double> scales =
                    run.steps().stream().map(StepResult::scaleAfter).distinct().toList();

            assertThat(scales).startsWith(32768.0, 65536.0);
            assertThat(run.task().step().stepsSkipped()).isPositive();
        }
    }

    @Test
    void aSkippedStepHalvesTheLossScale() {
        assertThat(runs("mixed_float16").get(0).steps())
                .filteredOn(StepResult::skipped)
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.scaleAfter()).isEqualTo(step.scaleBefore() / 2));
    }

    @Test
    void withoutALossScaleNoStepIsSkipped() {
        for (String policy : List.of("float32", "mixed_bfloat16")) {
            assertThat(runs(policy)).allSatisfy(run -> {
                assertThat(run.task().step().stepsSkipped()).isZero();
                assertThat(run.task().step().lossScale().value()).isEqualTo(1);
            });
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        for (String policy : List.of("float32", "mixed_float16", "mixed_bfloat16", "float16")) {
            Settings settings =
                    ModelName.DIGITS.settings(Policy.of(policy)).withEpochs(3).withSeed(7);
            Trained once = Trained.of(DIGITS, settings);
            Trained again = Trained.of(DIGITS, settings);

            // Losses and scales of all steps, and losses and accuracies of all epochs; doubles are compared bit by bit.
            assertThat(again.steps()).isEqualTo(once.steps());
            assertThat(again.history().epochs()).isEqualTo(once.history().epochs());
            assertThat(Trained.of(DIGITS, settings.withSeed(8)).steps()).isNotEqualTo(once.steps());
        }
    }

    @Test
    void countsTheBytesOfEachArray() {
        // 64x64 + 64, twice, then 64x10 + 10 variables. Per image, three results of 64 for each hidden layer and two of
        // 10
        // for the last; per batch, the 32 losses and their mean, which are float32, as are the 10 logits that they
        // take.
        long variables = 2 * (64 * 64 + 64) + 64 * 10 + 10;
        long activations = 32 * (2 * 3 * 64 + 2 * 10);
        long losses = 4 * (32 + 1);

        assertThat(memory("float32"))
                .isEqualTo(new MemoryUse(4 * activations + losses, 4 * variables, 0, 8 * variables));
        assertThat(memory("mixed_float16"))
                .isEqualTo(
                        new MemoryUse(2 * activations + 4 * 320 + losses, 4 * variables, 2 * variables, 8 * variables));
        Settings half = ModelName.DIGITS.settings(Policy.of("float16")).withEpochs(1);
        assertThat(Trained.of(DIGITS, half).task().memory())
                .isEqualTo(new MemoryUse(2 * activations + 4 * 320 + losses, 2 * variables, 0, 8 * variables));
    }

    private static MemoryUse memory(String policy) {
        return runs(policy).get(0).task().memory();
    }

    private static double meanAccuracy(String policy) {
        return runs(policy).stream().mapToDouble(Trained::accuracy).average().orElseThrow();
    }

    private static List<Trained> runs(String policy) {
        return RUNS.getOrDefault(policy, List.of());
    }
}
