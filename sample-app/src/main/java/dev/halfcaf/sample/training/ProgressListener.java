package dev.halfcaf.sample.training;

/** Hears after each step where the run stands. */
@FunctionalInterface
public interface ProgressListener {
    void onStep(Progress progress);
}
