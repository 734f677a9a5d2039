package dev.halfcaf.sample.report;

import dev.halfcaf.sample.training.MemoryUse;
import dev.halfcaf.sample.training.TrainingResult;
import java.util.List;
import java.util.Locale;

/** What each policy came to, and what it took. */
final class ResultTable {
    private ResultTable() {}

    static List<String> lines(List<TrainingResult> results) {
        TextTable table = new TextTable(
                "policy",
                "test\naccuracy",
                "final\nloss",
                "skipped\nsteps",
                "final\nloss scale",
                "activation\nbytes",
                "variable\nbytes",
                "half-copy\nbytes",
                "slot\nbytes",
                "seconds");
        for (TrainingResult result : results) {
            MemoryUse memory = result.memory();
            table.row(
                    result.policy().name(),
                    String.format(Locale.ROOT, "%.2f %%", 100 * result.accuracy()),
                    String.format(Locale.ROOT, "%.4f", result.loss()),
                    String.format(Locale.ROOT, "%d of %d", result.skipped(), result.steps()),
                    ProgressLine.lossScale(result.policy().lossScaling(), result.lossScale()),
                    String.format(Locale.ROOT, "%,d", memory.activations()),
                    String.format(Locale.ROOT, "%,d", memory.variables()),
                    String.format(Locale.ROOT, "%,d", memory.halfCopies()),
                    String.format(Locale.ROOT, "%,d", memory.slots()),
                    String.format(Locale.ROOT, "%.1f", result.seconds()));
        }
        return table.lines();
    }
}
