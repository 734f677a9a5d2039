package dev.halfcaf.report;

/** Hears of each step and each epoch of a run, in the thread that trains. */
public interface RunListener {
    /** A step was taken, applied or skipped. */
    default void onStep(StepRecord step) {}

    /** An epoch has ended, after its last step. */
    default void onEpoch(EpochRecord epoch) {}

    /** The run has ended, or is interrupted: nothing else will come. */
    default void onEnd() {}
}
