package dev.halfcaf.train;

/**
 * When a {@link Trainer} ends before its last epoch: after some epochs in a row in which a metric of the validation did not become
 * better. NaN is never better.
 *
 * @param metric the name of the metric
 * @param higherIsBetter whether larger values are better, as for accuracy, or smaller ones, as for a loss
 * @param patience the epochs without progress after which it ends, at least 1
 * @param minDelta what counts as progress: a change for the better by more than this, at least 0
 * @param restoresBest whether the model gets back the variables of its best epoch at the end
 */
public record EarlyStopping(
        String metric, boolean higherIsBetter, int patience, double minDelta, boolean restoresBest) {
    public EarlyStopping {
        Require.atLeast("patience", patience, 1);
        Require.atLeast("minDelta", minDelta, 0);
    }

    /** Ends when a metric, such as accuracy, has not become larger; the best epoch's variables come back. */
    public static EarlyStopping onHighest(String metric, int patience) {
        return new EarlyStopping(metric, true, patience, 0, true);
    }

    /** Ends when a metric, such as a loss, has not become smaller; the best epoch's variables come back. */
    public static EarlyStopping onLowest(String metric, int patience) {
        return new EarlyStopping(metric, false, patience, 0, true);
    }

    /** The same with another smallest progress. */
    public EarlyStopping withMinDelta(double delta) {
        return new EarlyStopping(metric, higherIsBetter, patience, delta, restoresBest);
    }

    /** The same, but the model keeps the variables of its last epoch. */
    public EarlyStopping keepingLast() {
        return new EarlyStopping(metric, higherIsBetter, patience, minDelta, false);
    }

    boolean isBetter(double value, double best) {
        return higherIsBetter ? value > best + minDelta : value < best - minDelta;
    }

    double worst() {
        return higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
