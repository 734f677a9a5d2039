package dev.halfcaf.report;

import dev.halfcaf.train.StepResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run, and what is known of it.
 *
 * @param step the number of the step, from 1; skipped steps count
 * @param epoch the epoch that it belongs to, from 1
 * @param result what it came to
 * @param learningRate the learning rate of the update; NaN if nobody told
 * @param gradients the figures of its gradients; null if nobody measured them
 * @param nanos how long it took, in nanoseconds; 0 if nobody measured it
 * @param examples the examples in its batch; 0 if nobody told
 */
public record StepRecord(
        long step,
        int epoch,
        StepResult result,
        double learningRate,
        @Nullable GradientFigures gradients,
        long nanos,
        int examples) {
    /** @throws IllegalArgumentException if step or epoch is below 1, or nanos or examples below 0 */
    public StepRecord {
        atLeast("step", step, 1);
        atLeast("epoch", epoch, 1);
        Objects.requireNonNull(result, "result");
        atLeast("nanos", nanos, 0);
        atLeast("examples", examples, 0);
    }

    /** A step of which only the result is known. */
    public static StepRecord of(long step, int epoch, StepResult result) {
        return new StepRecord(step, epoch, result, Double.NaN, null, 0, 0);
    }

    /** The same step with its learning rate. */
    public StepRecord withLearningRate(double rate) {
        return new StepRecord(step, epoch, result, rate, gradients, nanos, examples);
    }

    /** The same step with the figures of its gradients. */
    public StepRecord withGradients(@Nullable GradientFigures figures) {
        return new StepRecord(step, epoch, result, learningRate, figures, nanos, examples);
    }

    /** The same step with its time. */
    public StepRecord withNanos(long time) {
        return new StepRecord(step, epoch, result, learningRate, gradients, time, examples);
    }

    /** The same step with the number of examples in its batch. */
    public StepRecord withExamples(int number) {
        return new StepRecord(step, epoch, result, learningRate, gradients, nanos, number);
    }

    StepRecord withStep(long number) {
        return new StepRecord(number, epoch, result, learningRate, gradients, nanos, examples);
    }

    static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be at least " + least + ".");
        }
    }
}
