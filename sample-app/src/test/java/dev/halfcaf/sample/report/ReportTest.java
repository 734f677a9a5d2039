package dev.halfcaf.sample.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.program.MemoryUse;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.run.RunFolder;
import dev.halfcaf.sample.run.RunOutcome;
import dev.halfcaf.sample.run.RunPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Policy FLOAT32 = Policy.of("float32");
    private static final Policy MIXED = Policy.of("mixed_float16");

    private final StringWriter text = new StringWriter();
    private final Report report = new Report(Terminal.plain(new PrintWriter(text)));

    @Test
    void theFirstTwoLinesSayWhatOneIsLookingAt() {
        RunPlan plan = new RunPlan(ModelName.DIGITS, null, ModelName.DIGITS.settings(FLOAT32));
        report.comparison(plan, plan.load(), List.of(FLOAT32, MIXED), 1);

        assertThat(text.toString().lines())
                .containsExactly(
                        "One image classifier, compiled once, learns under 2 dtype policies; its layers are annotated"
                                + " with @DtypePolicy.",
                        "Data: 1,797 handwritten digits of 8x8 pixels (UCI, scikit-learn); 1,438 to learn from, 359 held"
                                + " out for the test. Seed 0, batches of 32.");
    }

    @Test
    void aHeadingSaysWhatThePolicyIs() {
        report.run(FLOAT32);
        report.run(ModelName.DIGITS.settings(MIXED).withSeed(2), 3);

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "float32: computes and keeps its variables in float32, no loss scale",
                        "",
                        "mixed_float16: computes in float16, keeps its variables in float32, dynamic loss scale, seed 2");
    }

    @Test
    void theTableHasARowForEachPolicyWithTheMeansOfItsSeeds() {
        MemoryUse memory = new MemoryUse(51844, 35880, 0, 71760);
        MemoryUse half = new MemoryUse(27268, 35880, 17940, 71760);
        List<String> lines = ResultTable.lines(List.of(
                List.of(
                        outcome(FLOAT32, 0.97, 0.1, 0.01, 0, 1, memory, 1),
                        outcome(FLOAT32, 0.99, 0.2, 0.02, 0, 1, memory, 1.5)),
                List.of(outcome(MIXED, 0.96, 1.25, 12.5, 6, 1048576, half, 10))));

        assertThat(lines)
                .containsExactly(
                        "                   test    test    final    skipped       final  activation  variable  half-copy    slot",
                        "policy         accuracy    loss     loss      steps  loss scale       bytes     bytes      bytes   bytes  seconds",
                        "-----------------------------------------------------------------------------------------------------------------",
                        "float32         98.00 %  0.1500   0.0150  0 of 2700        none      51,844    35,880          0  71,760      1.3",
                        "mixed_float16   96.00 %  1.2500  12.5000  6 of 1350     1048576      27,268    35,880     17,940  71,760     10.0");
    }

    @Test
    void whatARunCameToAndWhereItIs() {
        MemoryUse memory = new MemoryUse(0, 0, 0, 0);
        report.outcome(outcome(MIXED, 0.96, 0.125, 0.1, 6, 8, memory, 10), new RunFolder(Path.of("runs")));

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "Test accuracy 96.00 %, test loss 0.1250, after 1,350 steps, of which 6 were skipped, in 10.0 s.",
                        "runs has report.html, checkpoints, steps.csv, epochs.csv, zero-shares.csv and TensorBoard's events.");
    }

    private static RunOutcome outcome(
            Policy policy,
            double accuracy,
            double testLoss,
            double loss,
            long skipped,
            double scale,
            MemoryUse memory,
            double seconds) {
        return new RunOutcome(
                ModelName.DIGITS.settings(policy),
                true,
                loss,
                accuracy,
                testLoss,
                1350,
                skipped,
                scale,
                memory,
                seconds,
                new RunHistory("run"));
    }

    @Test
    void theDemonstrationHasARowForEachLayer() {
        Policy unscaled = MIXED.withLossScaling(LossScaling.none());
        report.demonstrationResults(List.of(
                new LossScalingRun(unscaled, shares(1, 0.1234), 0.058), new LossScalingRun(MIXED, shares(0, 0), 0.95)));

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "Share of each layer's gradients that were exactly 0, over all steps:",
                        "",
                        "               mixed_float16       mixed_float16",
                        "layer          no loss scale  dynamic loss scale",
                        "------------------------------------------------",
                        "hidden/0             100.0 %               0.0 %",
                        "logits                12.3 %               0.0 %",
                        "test accuracy          5.8 %              95.0 %");
    }

    private static Map<String, Double> shares(double hidden, double logits) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("hidden/0", hidden);
        shares.put("logits", logits);
        return shares;
    }
}
