package dev.halfcaf.sample.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.training.MemoryUse;
import dev.halfcaf.sample.training.TrainingOptions;
import dev.halfcaf.sample.training.TrainingResult;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        report.introduction(Digits.load(), TrainingOptions.DEFAULT, List.of(FLOAT32, MIXED));

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
        report.run(MIXED);

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "float32: computes and keeps its variables in float32, no loss scale",
                        "",
                        "mixed_float16: computes in float16, keeps its variables in float32, dynamic loss scale");
    }

    @Test
    void theTableHasARowForEachPolicy() {
        List<String> lines = ResultTable.lines(List.of(
                new TrainingResult(FLOAT32, 0.97493, 0.00581, 1350, 0, 1, new MemoryUse(51844, 35880, 0, 71760), 1.26),
                new TrainingResult(
                        MIXED, 0.96, 12.5, 1350, 6, 1048576, new MemoryUse(27268, 35880, 17940, 71760), 10)));

        assertThat(lines)
                .containsExactly(
                        "                   test    final    skipped       final  activation  variable  half-copy    slot",
                        "policy         accuracy     loss      steps  loss scale       bytes     bytes      bytes   bytes  seconds",
                        "---------------------------------------------------------------------------------------------------------",
                        "float32         97.49 %   0.0058  0 of 1350        none      51,844    35,880          0  71,760      1.3",
                        "mixed_float16   96.00 %  12.5000  6 of 1350     1048576      27,268    35,880     17,940  71,760     10.0");
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
