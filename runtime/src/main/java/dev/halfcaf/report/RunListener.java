package dev.halfcaf.report;

/** Hears of each step and each epoch of a run, in the thread that trains. */
public interface RunListener {
    /**
     * The run begins, or goes on.
     *
     * @param epochs the number of its last epoch
     * @param stepsPerEpoch the steps of each epoch; 0 if nobody knows
     */
    default void onBegin(int epochs, long stepsPerEpoch) {}

    /** A step was taken, applied or skipped. */
    default void onStep(StepRecord step) {}

    /** An epoch has ended, after its last step. */
    default void onEpoch(EpochRecord epoch) {}

    /** The run has ended, or is interrupted: nothing else will come. */
    default void onEnd() {}
}
