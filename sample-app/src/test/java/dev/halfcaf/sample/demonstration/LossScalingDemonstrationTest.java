package dev.halfcaf.sample.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.data.Digits;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the demonstration claims: without a loss scale the first layers get no gradients, and nothing is learned. */
class LossScalingDemonstrationTest {
    private static final List<LossScalingRun> RUNS = new ArrayList<>();

    @BeforeAll
    static void run() {
        LossScalingDemonstration demonstration = new LossScalingDemonstration(Digits.load(), 0);
        for (Policy policy : LossScalingDemonstration.policies()) {
            RUNS.add(demonstration.run(policy, Terminal.plain(new PrintWriter(Writer.nullWriter()))));
        }
    }

    @Test
    void comparesFloat32AndMixedFloat16WithoutAndWithALossScale() {
        assertThat(RUNS)
                .extracting(LossScalingRun::policy)
                .containsExactly(
                        Policy.of("float32"),
                        Policy.of("mixed_float16").withLossScaling(LossScaling.none()),
                        Policy.of("mixed_float16"));
    }

    @Test
    void withoutALossScaleTheFirstLayersGetNoGradients() {
        List<Double> shares = List.copyOf(RUNS.get(1).zeroShares().values());

        assertThat(shares.get(0)).isGreaterThan(0.999);
        assertThat(shares.get(1)).isGreaterThan(0.98);
        // The nearer to the loss, the more gets through.
        assertThat(shares).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(shares.get(shares.size() - 1)).isLessThan(0.01);
    }

    @Test
    void withoutALossScaleNothingIsLearned() {
        assertThat(RUNS.get(1).accuracy()).isLessThan(0.15);
    }

    @Test
    void withALossScaleEveryLayerGetsGradientsAndLearns() {
        LossScalingRun scaled = RUNS.get(2);

        assertThat(scaled.zeroShares().values()).allMatch(share -> share < 0.01);
        assertThat(scaled.accuracy()).isGreaterThan(0.85);
    }

    @Test
    void float32NeedsNoLossScale() {
        LossScalingRun float32 = RUNS.get(0);

        assertThat(float32.zeroShares().values()).allMatch(share -> share < 0.01);
        assertThat(float32.accuracy()).isGreaterThan(0.85);
    }

    @Test
    void namesLayersByTheirPaths() {
        assertThat(RUNS.get(0).zeroShares().keySet())
                .containsExactlyInAnyOrder(
                        "hidden/0", "hidden/1", "hidden/2", "hidden/3", "hidden/4", "hidden/5", "logits");
    }
}
