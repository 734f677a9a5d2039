package dev.halfcaf.sample.report;

import dev.halfcaf.LossScaling;
import dev.halfcaf.report.TextTable;
import dev.halfcaf.sample.program.MemoryUse;
import dev.halfcaf.sample.run.RunOutcome;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What each policy came to, and what it took: means where there are runs from several seeds. */
final class ResultTable {
    private ResultTable() {}

    static List<String> lines(List<List<RunOutcome>> outcomes) {
        TextTable table = new TextTable(
                "policy",
                "test\naccuracy",
                "test\nloss",
                "final\nloss",
                "skipped\nsteps",
                "final\nloss scale",
                "activation\nbytes",
                "variable\nbytes",
                "half-copy\nbytes",
                "slot\nbytes",
                "seconds");
        for (List<RunOutcome> runs : outcomes) {
            RunOutcome last = runs.get(runs.size() - 1);
            MemoryUse memory = last.memory();
            table.row(
                    last.settings().policy().name(),
                    Report.percent(mean(runs, RunOutcome::accuracy)),
                    String.format(Locale.ROOT, "%.4f", mean(runs, RunOutcome::testLoss)),
                    String.format(Locale.ROOT, "%.4f", mean(runs, RunOutcome::loss)),
                    sum(runs, RunOutcome::skipped) + " of " + sum(runs, RunOutcome::steps),
                    lossScale(last),
                    String.format(Locale.ROOT, "%,d", memory.activations()),
                    String.format(Locale.ROOT, "%,d", memory.variables()),
                    String.format(Locale.ROOT, "%,d", memory.halfCopies()),
                    String.format(Locale.ROOT, "%,d", memory.slots()),
                    String.format(Locale.ROOT, "%.1f", mean(runs, RunOutcome::seconds)));
        }
        return table.lines();
    }

    private static double mean(List<RunOutcome> runs, ToDoubleFunction<RunOutcome> number) {
        return runs.stream().mapToDouble(number).average().orElse(Double.NaN);
    }

    private static long sum(List<RunOutcome> runs, ToLongFunction<RunOutcome> number) {
        return runs.stream().mapToLong(number).sum();
    }

    private static String lossScale(RunOutcome outcome) {
        if (outcome.settings().policy().lossScaling() instanceof LossScaling.None) {
            return "none";
        }
        double value = outcome.lossScale();
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.4f", value);
    }
}
