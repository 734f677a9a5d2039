package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.checkpoint.Weights;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Task;
import dev.halfcaf.train.TrainingPosition;
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
    /** The model and all that trains it, in the state that was saved. */
    public Task restored(RunPlan wanted, Program program) {
        Task task = program.task(wanted.settings());
        checkpoint.restore(task.step());
        return task;
    }

    /** The metrics of the saved model, under the plan's policy. */
    public Map<String, Double> metrics(RunPlan wanted, Program program) {
        Task task = program.task(wanted.settings());
        Weights.load(file, task.step().model());
        return task.metrics();
    }

    static Checkpoint withPosition(Checkpoint checkpoint, TrainingPosition position) {
        return checkpoint
                .with("position epoch", position.epoch())
                .with("position batch", position.batch())
                .with("position loss sum", Double.toHexString(position.lossSum()))
                .with("position losses", position.losses());
    }

    /** Where it stands. */
    public TrainingPosition position() {
        return new TrainingPosition(
                plan.settings().seed(),
                Math.toIntExact(checkpoint.number("position epoch")),
                checkpoint.number("position batch"),
                Double.parseDouble(checkpoint.text("position loss sum")),
                checkpoint.number("position losses"));
    }
}
