package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoints;
import dev.halfcaf.data.Batch;
import dev.halfcaf.report.CsvLog;
import dev.halfcaf.report.ProgressPrinter;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.TensorBoardLog;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Task;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run that is ready to begin, or to go on. */
public final class Run {
    /** Reading the gradients of every step would cost much where models are large and batches small. */
    private static final int MEASURED_STEPS = 10;

    private final RunPlan plan;
    private final Task task;
    private final Trainer<Batch> trainer;
    private final RunHistory history;
    private final @Nullable RunFolder folder;

    private Run(RunPlan plan, Task task, Trainer<Batch> trainer, RunHistory history, @Nullable RunFolder folder) {
        this.plan = plan;
        this.task = task;
        this.trainer = trainer;
        this.history = history;
        this.folder = folder;
    }

    /**
     * A new run.
     *
     * @param folder where all is kept, a new folder; null to keep nothing
     */
    public static Run begin(RunPlan plan, Program program, @Nullable RunFolder folder) {
        Task task = program.task(plan.settings());
        RunHistory history = new RunHistory(plan.name(), plan.facts(program));
        return new Run(plan, task, task.trainer(history), history, folder);
    }

    /**
     * A run that goes on from where it was saved.
     *
     * @param plan the run's own, or that for more epochs or with the data elsewhere
     * @throws InputException if these data cannot be those of the run, or its CSV files are damaged
     * @throws dev.halfcaf.checkpoint.CheckpointException if what was saved does not fit the plan; then nothing is changed
     */
    public static Run resume(SavedRun saved, RunPlan plan, Program program, RunFolder folder) {
        Task task = program.task(plan.settings());
        long seen = saved.checkpoint().progress().position().batch();
        long batches = task.training().batchesPerEpoch().orElse(Long.MAX_VALUE);
        if (seen > batches) {
            throw new InputException("These are not the data of the run, which had seen " + seen
                    + " batches of its epoch: there are " + batches + " in " + program.data() + ".");
        }
        try {
            RunHistory history = CsvLog.read(folder.path(), plan.name(), plan.facts(program))
                    .rewindTo(saved.checkpoint().stepsSeen());
            return new Run(plan, task, saved.checkpoint().resume(task.trainer(history)), history, folder);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Trains, and shows the progress. */
    public RunOutcome train(Terminal terminal) {
        long start = System.nanoTime();
        history.tell(ProgressPrinter.ofRun(terminal, "accuracy")
                .skippedBefore(task.step().stepsSkipped()));
        TrainingResult result =
                folder == null ? fit(history.listener()) : fit(keepingIn(folder, new StopNotice(terminal, folder)));
        double seconds = (System.nanoTime() - start) / 1e9;
        return RunOutcome.of(plan.settings(), result, task, history, seconds);
    }

    private TrainingResult fit(TrainingListener... listeners) {
        return trainer.fit(task.training(), plan.settings().epochs(), listeners);
    }

    /** Checkpoints come last: then the files are never behind them, and a JVM that is to end goes when all is said. */
    private TrainingListener[] keepingIn(RunFolder kept, StopNotice notice) {
        Path path = kept.path();
        long step = task.step().stepsSeen();
        history.measureGradientsEvery(MEASURED_STEPS)
                .tell(
                        CsvLog.resume(path, step),
                        step == 0
                                ? TensorBoardLog.open(path)
                                : TensorBoardLog.resume(path, step, task.step().stepsSkipped()),
                        new ReportWriter(kept.report(), plan.model(), history));
        Checkpoints checkpoints = plan.addTo(kept.checkpoints());
        return new TrainingListener[] {history.listener(), notice, checkpoints};
    }
}
