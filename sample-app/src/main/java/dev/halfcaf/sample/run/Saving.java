package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.train.EpochResult;
import dev.halfcaf.train.TrainingEnd;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingRun;

/**
 * Saves a run before its first step, after each epoch, and where it is stopped.
 *
 * @param folder where to
 * @param plan what the run is to do, which the checkpoint carries
 */
record Saving(RunFolder folder, RunPlan plan) implements TrainingListener {
    @Override
    public void onTrainingBegin(TrainingRun run) {
        save(run);
    }

    @Override
    public void onEpoch(TrainingRun run, EpochResult epoch) {
        save(run);
    }

    @Override
    public void onTrainingEnd(TrainingRun run) {
        if (run.end() != TrainingEnd.FAILED) {
            save(run);
        }
    }

    private void save(TrainingRun run) {
        plan.addTo(SavedRun.withPosition(Checkpoint.of(run.step()), run.position()))
                .save(folder.checkpoint());
    }
}
