package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.checkpoint.Weights;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Task;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run as it was saved.
 *
 * @param file where
 * @param checkpoint its state
 * @param plan what it is to do
 */
public record SavedRun(Path file, Checkpoint checkpoint, RunPlan plan) {
    /** The epoch in which it goes on, from 1. */
    public int epoch() {
        return checkpoint.progress().position().epoch();
    }

    /** The metrics of the saved model, under a plan's policy. */
    public Map<String, Double> metrics(RunPlan wanted, Program program) {
        Task task = program.task(wanted.settings());
        Weights.load(file, task.step().model());
        return task.metrics();
    }
}
