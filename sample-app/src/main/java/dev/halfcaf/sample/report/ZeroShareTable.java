package dev.halfcaf.sample.report;

import dev.halfcaf.LossScaling;
import dev.halfcaf.report.TextTable;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A row for each layer and a column for each run: the share of gradients that are exactly 0; then the accuracies. */
final class ZeroShareTable {
    private ZeroShareTable() {}

    static List<String> lines(List<LossScalingRun> runs) {
        TextTable table =
                new TextTable(Stream.concat(Stream.of("layer"), runs.stream().map(ZeroShareTable::title))
                        .toArray(String[]::new));
        for (String layer : runs.get(0).zeroShares().keySet()) {
            table.row(row(layer, runs, run -> run.zeroShares().getOrDefault(layer, Double.NaN)));
        }
        table.row(row("test accuracy", runs, LossScalingRun::accuracy));
        return table.lines();
    }

    private static String title(LossScalingRun run) {
        String scaling = run.policy().lossScaling() instanceof LossScaling.None
                ? "no loss scale"
                : run.policy().lossScaling() + " loss scale";
        return run.policy().name() + "\n" + scaling;
    }

    private static String[] row(String name, List<LossScalingRun> runs, ToDoubleFunction<LossScalingRun> share) {
        return Stream.concat(
                        Stream.of(name),
                        runs.stream().map(run -> String.format(Locale.ROOT, "%.1f %%", 100 * share.applyAsDouble(run))))
                .toArray(String[]::new);
    }
}
