package dev.halfcaf.train;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.FullPrecision;
import java.util.List;

/**
 * The loss scale of a run, as it moves: gradients below float16's smallest number, 6e-8, would be 0; so the loss, and with
 * it every gradient, is multiplied by this factor, which the gradients are divided by again in float32 before they are
 * used (Micikevicius et al., "Mixed Precision Training", ICLR 2018).
 *
 * <p>In a loop of one's own: {@link #scale} the loss, take the gradients from the {@link Tape}, {@link
 * ScaledGradients#unscale} them, {@link Optimizer#apply} them, and {@link #update(StepResult) update} the scale with the result. Not safe
 * for use by several threads at once.
 */
public final class LossScale {
    /** Skipped steps in a row, at a scale that cannot go lower, after which the run is given up. */
    static final int LAST_SKIP = 50;

    private final LossScaling scaling;
    private double value;
    private int finiteSteps;
    private int skippedAtFloor;
    /** Results that optimizers have made since the last update. */
    private int awaited;
    /** What the last update was given, and what it returned: neither may come again. */
    private List<StepResult> given = List.of();

    private List<StepResult> last = List.of();

    private LossScale(LossScaling scaling) {
        this.scaling = scaling;
        this.value = start(scaling);
    }

    /** The scale with these settings, at its start. */
    public static LossScale of(LossScaling scaling) {
        return new LossScale(scaling);
    }

    /** No scaling: steps are applied whether their gradients are finite or not. */
    public static LossScale none() {
        return of(LossScaling.none());
    }

    /**
     * A scale that stays, under which a step that is not finite is skipped.
     *
     * @throws IllegalArgumentException if it is below 1 or not finite
     */
    public static LossScale fixed(double scale) {
        return of(LossScaling.fixed(scale));
    }

    /** A dynamic scale with the default settings, see {@link LossScaling.Dynamic}. */
    public static LossScale dynamic() {
        return of(LossScaling.dynamic());
    }

    private static double start(LossScaling scaling) {
        if (scaling instanceof LossScaling.Dynamic dynamic) {
            return dynamic.start();
        }
        return scaling instanceof LossScaling.Fixed fixed ? fixed.scale() : 1;
    }

    /** The settings. */
    public LossScaling scaling() {
        return scaling;
    }

    /** The scale of the next step; 1 without scaling. */
    public double value() {
        return value;
    }

    /** Finite steps in a row since the scale last changed; {@link LossScaling.Dynamic#growthInterval} of them let it grow. */
    public int finiteSteps() {
        return finiteSteps;
    }

    /**
     * The loss, marked with this scale.
     *
     * @param loss a scalar, float32 or float64, computed while a {@link Tape} was open
     * @throws IllegalArgumentException if it is no scalar, or in a half dtype: cast before the loss is computed
     * @throws IllegalStateException if the result of the last step was not given to {@link #update(StepResult)}
     */
    public ScaledLoss scale(@FullPrecision Tensor loss) {
        if (loss.dtype().isHalf()) {
            throw new IllegalArgumentException("[HalfPrecisionLoss] The loss is " + loss.dtype()
                    + ": its value, and its gradient times the loss scale, leave that dtype's range. Fix: compute the loss "
                    + "in float32, softmaxCrossEntropy(logits.cast(Dtype.FLOAT32), labels).");
        }
        if (!loss.dtype().isFloating()) {
            throw new IllegalArgumentException(
                    "The loss is " + loss.dtype() + "; only a float32 or float64 loss has gradients.");
        }
        if (loss.size() != 1) {
            throw new IllegalArgumentException("The loss has shape " + loss.shape()
                    + "; gradients are those of one number. Fix: loss.mean() or loss.sum().");
        }
        if (awaited > 0) {
            throw new IllegalStateException(
                    "The loss scale has not been given the result of the last step: it would never "
                            + "move. Fix: lossScale.update(optimizer.apply(gradients)); with several losses, scale all of them "
                            + "before the first apply, and give update all results in one list.");
        }
        return new ScaledLoss(loss, new ScaleInForce(this, value));
    }

    boolean isNone() {
        return scaling instanceof LossScaling.None;
    }

    /** An optimizer has made a result, which {@link #update(StepResult)} is to be given. */
    void await() {
        if (!isNone()) {
            awaited++;
        }
    }

    boolean skipsNonFinite() {
        return scaling instanceof LossScaling.Dynamic
                || scaling instanceof LossScaling.Fixed fixed && !fixed.applyNonFinite();
    }

    /**
     * Moves the scale as the step's result asks.
     *
     * @return the result with the scale of the next step in it
     * @throws IllegalArgumentException if the result was computed with another scale than the present one, or was given before
     * @throws IllegalStateException if another result of this step is not here
     * @throws LossScaleExhausted after 50 skipped steps in a row at a scale that cannot go lower
     */
    public StepResult update(StepResult result) {
        return update(List.of(result)).get(0);
    }

    /**
     * Moves the scale as a step with several losses or several optimizers asks: each result has a verdict of its own, and the
     * scale goes down if one of them was skipped.
     *
     * @param results those of all optimizers that applied gradients under this scale since the last update
     * @return the results with the scale of the next step in them
     * @throws IllegalArgumentException if there is none, one was computed with another scale than the present one, or was given
     *     before
     * @throws IllegalStateException if one is missing
     * @throws LossScaleExhausted after 50 skipped steps in a row at a scale that cannot go lower
     */
    public List<StepResult> update(List<StepResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("There is no result to update the loss scale with.");
        }
        for (StepResult result : results) {
            requireNew(result);
        }
        if (awaited > results.size()) {
            throw new IllegalStateException(
                    awaited + " results of this step are to be given to the loss scale, and here "
                            + (results.size() == 1 ? "is 1" : "are " + results.size())
                            + ": the scale moves once for a step. Fix: lossScale.update(List.of(first, second)).");
        }
        awaited = 0;
        StepResult skipped =
                results.stream().filter(StepResult::skipped).findFirst().orElse(null);
        boolean atFloor = value == floor();
        double before = value;
        if (scaling instanceof LossScaling.Dynamic dynamic) {
            move(dynamic, skipped == null);
        }
        if (value != before) {
            TrainingEvents.OF_JVM.lossScale(before, value);
        }
        skippedAtFloor = skipped != null && atFloor ? skippedAtFloor + 1 : 0;
        if (skipped != null) {
            requireNotExhausted(skipped);
        }
        last = results.stream().map(result -> result.withScaleAfter(value)).toList();
        given = List.copyOf(results);
        return last;
    }

    private void requireNew(StepResult result) {
        boolean before = isIn(given, result) || isIn(last, result);
        if (before || result.scaleBefore() != value) {
            throw new IllegalArgumentException((before
                            ? "The loss scale was given this result before"
                            : "The step was computed with loss scale " + result.scaleBefore()
                                    + ", but the loss scale is " + value)
                    + ": update each result once, with the LossScale of its loss.");
        }
    }

    private static boolean isIn(List<StepResult> results, StepResult result) {
        for (StepResult other : results) {
            if (other == result) {
                return true;
            }
        }
        return false;
    }

    private void requireNotExhausted(StepResult result) {
        if (skippedAtFloor >= LAST_SKIP) {
            throw new LossScaleExhausted(skippedAtFloor + " steps in a row were skipped at loss scale "
                    + result.scaleBefore()
                    + (scaling instanceof LossScaling.Dynamic
                            ? ", the lowest: the gradients are not finite, whatever the scale."
                            : ", which is fixed: the gradients are not finite. Fix: a lower scale, or a dynamic one.")
                    + " The first is that of variable '" + result.firstNonFiniteVariable() + "'"
                    + (result.firstNonFiniteOp() == null ? "" : ", from op " + result.firstNonFiniteOp())
                    + "; the loss was " + result.loss()
                    + ". Look for infinities in the data, a learning rate that is too high, or an op that overflows.");
        }
    }

    private void move(LossScaling.Dynamic dynamic, boolean applied) {
        if (!applied) {
            value = Math.max(value * dynamic.backoffFactor(), dynamic.floor());
            finiteSteps = 0;
        } else if (++finiteSteps >= dynamic.growthInterval()) {
            double grown = value * dynamic.growthFactor();
            // Gradients are float32: a scale beyond its range would make all of them infinite.
            value = grown <= Dtype.FLOAT32.max() ? grown : value;
            finiteSteps = 0;
        }
    }

    private double floor() {
        return scaling instanceof LossScaling.Dynamic dynamic ? dynamic.floor() : value;
    }

    /** Where the scale is, as part of a run's state. */
    public State state() {
        return new State(value, finiteSteps, skippedAtFloor);
    }

    /**
     * Goes on from a state.
     *
     * @throws IllegalArgumentException if these settings can't have led to it
     */
    public void restore(State state) {
        boolean possible = scaling instanceof LossScaling.Dynamic dynamic
                ? state.value >= dynamic.floor() && state.finiteSteps < dynamic.growthInterval()
                : state.value == start(scaling);
        if (!possible) {
            throw new IllegalArgumentException("The saved loss scale " + state.value + ", after " + state.finiteSteps
                    + " finite steps, does not go with the settings of this run, " + scaling + ".");
        }
        value = state.value;
        finiteSteps = state.finiteSteps;
        skippedAtFloor = state.skippedAtFloor;
        awaited = 0;
    }

    /**
     * A loss scale at one moment of a run.
     *
     * @param value the scale
     * @param finiteSteps finite steps in a row since it last changed
     * @param skippedAtFloor skipped steps in a row at the floor
     */
    public record State(double value, int finiteSteps, int skippedAtFloor) {}

    /** For example {@code LossScale(32768, dynamic)}. */
    @Override
    public String toString() {
        return "LossScale(" + (value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value)) + ", "
                + scaling + ")";
    }
}
