package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** @throws IllegalArgumentException if another kind of early stopping, or another model, has led to the state */
    void requireFits(State state, List<Variable> variables) {
        if (!state.metric().equals(metric)) {
            throw new IllegalArgumentException("The saved run watched metric '" + state.metric()
                    + "' for early stopping, this one watches '" + metric
                    + "'. Fix: from(progress.position()), with which it begins anew.");
        }
        if (!restoresBest || state.best() == worst()) {
            return;
        }
        for (Variable variable : variables) {
            Tensor best = state.bestValues().get(variable.path());
            if (best == null || variable.hasShape() && !best.shape().equals(variable.shape())) {
                throw new IllegalArgumentException("The saved run has "
                        + (best == null ? "no value" : "a value of shape " + best.shape()) + " of variable '"
                        + variable.path()
                        + "' at its best epoch, which early stopping is to restore. Fix: keepingLast(), "
                        + "or from(progress.position()), with which it begins anew.");
            }
        }
    }

    /**
     * Early stopping at one moment of a run.
     *
     * @param metric the metric that is watched
     * @param best its best value; infinite before the first epoch
     * @param epochsSince the epochs since then
     * @param bestValues the full-precision values of the model's variables of that epoch, by path; empty if they are not to
     *     come back
     */
    public record State(String metric, double best, int epochsSince, Map<String, Tensor> bestValues) {
        public State {
            bestValues = Collections.unmodifiableMap(new LinkedHashMap<>(bestValues));
        }
    }
}
