package dev.halfcaf.report;

import dev.halfcaf.train.StepResult;

/** Steps and runs for tests. */
final class Runs {
    private Runs() {}

    /** An applied step without a loss scale. */
    static StepResult applied(double loss) {
        return new StepResult(loss, true, 1, 1, null, null);
    }

    /** An applied step with a loss scale. */
    static StepResult applied(double loss, double scale) {
        return new StepResult(loss, true, scale, scale, null, null);
    }

    /** A skipped step that halves the loss scale. */
    static StepResult skipped(double loss, double scale, String variable) {
        return new StepResult(loss, false, scale, scale / 2, variable, "matmul");
    }

    /** A history whose steps take a millisecond each. */
    static RunHistory history(String name) {
        long[] now = {0};
        return new RunHistory(name, java.util.Map.of(), () -> now[0] += 500_000);
    }
}
