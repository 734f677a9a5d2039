package dev.halfcaf.train;

/**
 * Hears what happens while a {@link Trainer} runs, in its thread; the names are DJL's. What a listener throws ends the run, after a
 * complete step.
 */
public interface TrainingListener {
    /** Before the first step. */
    default void onTrainingBegin(TrainingRun run) {}

    /** After each step, applied or skipped; {@link TrainingRun#position} is behind it. */
    default void onTrainingBatch(TrainingRun run, StepResult result) {}

    /** After a step that was skipped, before {@link #onTrainingBatch}: the result names the first bad variable and op. */
    default void onSkippedStep(TrainingRun run, StepResult result) {}

    /** After a step that moved the loss scale, before {@link #onTrainingBatch}: the result has the scale before and after. */
    default void onLossScale(TrainingRun run, StepResult result) {}

    /** After each batch of the validation. */
    default void onValidationBatch(TrainingRun run) {}

    /** After each epoch and its validation. */
    default void onEpoch(TrainingRun run, EpochResult epoch) {}

    /** At the end, however it came about; {@link TrainingRun#end} tells. */
    default void onTrainingEnd(TrainingRun run) {}
}
