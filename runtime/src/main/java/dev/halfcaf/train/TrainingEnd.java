package dev.halfcaf.train;

/** Why a run ended. */
public enum TrainingEnd {
    /** All epochs are done. */
    COMPLETED,
    /** {@link EarlyStopping} saw no more progress. */
    EARLY,
    /** {@link TrainingRun#stop} was called. */
    STOPPED,
    /** The thread was interrupted; it still is. */
    INTERRUPTED,
    /** An exception, which came out of {@link Trainer#fit}. */
    FAILED
}
