package dev.halfcaf.sample.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.data.Digits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sample promises of the digits, with the program's own options, for three seeds. */
class TrainerTest {
    private static final Dataset DIGITS = Digits.load();
    private static final long[] SEEDS = {0, 1, 2};
    private static final Map<String, List<Run>> RUNS = new HashMap<>();

    private record Run(TrainingResult result, List<Progress> progress) {}

    @BeforeAll
    static void trainUnderEachPolicy() {
        for (String policy : List.of("float32", "mixed_float16", "mixed_bfloat16")) {
            List<Run> runs = new ArrayList<>();
            for (long seed : SEEDS) {
                runs.add(train(policy, TrainingOptions.DEFAULT.epochs(), seed));
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
        for (Run run : runs("mixed_float16")) {
            List<Double> scales =
                    run.progress().stream().map(Progress::lossScale).distinct().toList();

            assertThat(scales).startsWith(32768.0, 65536.0);
            assertThat(run.result().skipped()).isPositive();
        }
    }

    @Test
    void aSkippedStepHalvesTheLossScale() {
        List<Progress> steps = runs("mixed_float16").get(0).progress();

        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).skipped() > steps.get(i - 1).skipped()) {
                assertThat(steps.get(i).lossScale()).isEqualTo(steps.get(i - 1).lossScale() / 2);
            }
        }
    }

    @Test
    void withoutALossScaleNoStepIsSkipped() {
        for (String policy : List.of("float32", "mixed_bfloat16")) {
            assertThat(runs(policy)).allSatisfy(run -> {
                assertThat(run.result().skipped()).isZero();
                assertThat(run.result().lossScale()).isEqualTo(1);
            });
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        for (String policy : List.of("float32", "mixed_float16", "mixed_bfloat16", "float16")) {
            Run once = train(policy, 3, 7);
            Run again = train(policy, 3, 7);

            // Losses, scales and accuracies after each step; doubles are compared bit by bit.
            assertThat(again.progress()).isEqualTo(once.progress());
            assertThat(again.result().loss()).isEqualTo(once.result().loss());
            assertThat(train(policy, 3, 8).progress()).isNotEqualTo(once.progress());
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
        assertThat(train("float16", 1, 0).result().memory())
                .isEqualTo(new MemoryUse(2 * activations + 4 * 320 + losses, 2 * variables, 0, 8 * variables));
    }

    private static MemoryUse memory(String policy) {
        return runs(policy).get(0).result().memory();
    }

    private static double meanAccuracy(String policy) {
        return runs(policy).stream()
                .mapToDouble(run -> run.result().accuracy())
                .average()
                .orElseThrow();
    }

    private static List<Run> runs(String policy) {
        return RUNS.getOrDefault(policy, List.of());
    }

    private static Run train(String policy, int epochs, long seed) {
        TrainingOptions options = new TrainingOptions(epochs, TrainingOptions.DEFAULT.batchSize(), seed);
        List<Progress> progress = new ArrayList<>();
        return new Run(new Trainer(DIGITS, options).train(Policy.of(policy), progress::add), progress);
    }
}
