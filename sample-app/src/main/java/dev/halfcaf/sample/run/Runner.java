package dev.halfcaf.sample.run;

import dev.halfcaf.report.CsvLog;
import dev.halfcaf.report.ProgressPrinter;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.TensorBoardLog;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Task;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingPosition;
import dev.halfcaf.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Trains, shows the progress, and keeps in a folder what there is to keep. */
public final class Runner {
    /** Reading the gradients of every step would cost much where models are large and batches small. */
    private static final int MEASURED_STEPS = 10;

    private final Terminal terminal;
    private final StopAtExit stop;

    /**
     * A runner.
     *
     * @param terminal where progress is shown
     * @param stop ends the runs; open until all is said of them
     */
    public Runner(Terminal terminal, StopAtExit stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /** Trains from the beginning, and keeps nothing. */
    public RunOutcome train(RunPlan plan, Program program) {
        Task task = program.task(plan.settings());
        RunHistory history = new RunHistory(plan.name()).tell(progress());
        return run(plan, task, task.start(), history, List.of());
    }

    /** Trains from the beginning, and keeps in a folder, which is new, what there is to keep. */
    public RunOutcome train(RunPlan plan, Program program, RunFolder folder) {
        Task task = program.task(plan.settings());
        RunHistory history = new RunHistory(plan.name(), plan.facts(program))
                .measureGradientsEvery(MEASURED_STEPS)
                .tell(progress(), CsvLog.open(folder.path()), TensorBoardLog.open(folder.path()));
        return runIn(folder, plan, task, task.start(), history);
    }

    /**
     * Goes on with a run in its folder.
     *
     * @param from where it was saved
     * @param plan the run's own, or that for more epochs or with the data elsewhere
     * @param task in the state of that moment
     */
    public RunOutcome resume(TrainingPosition from, RunPlan plan, Program program, Task task, RunFolder folder) {
        long step = task.step().stepsSeen();
        RunHistory history;
        try {
            history = CsvLog.read(folder.path(), plan.name(), plan.facts(program))
                    .rewindTo(step)
                    .measureGradientsEvery(MEASURED_STEPS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        history.tell(progress(), CsvLog.resume(folder.path(), step), TensorBoardLog.resume(folder.path(), step));
        return runIn(folder, plan, task, from, history);
    }

    private RunOutcome runIn(RunFolder folder, RunPlan plan, Task task, TrainingPosition from, RunHistory history) {
        history.tell(new ReportWriter(folder.report(), plan.model(), history));
        return run(plan, task, from, history, List.of(new Saving(folder, plan)));
    }

    private RunOutcome run(
            RunPlan plan, Task task, TrainingPosition from, RunHistory history, List<TrainingListener> more) {
        long start = System.nanoTime();
        List<TrainingListener> listeners = new ArrayList<>(List.of(stop, history.listener()));
        // Last, so that a checkpoint is never ahead of the files that go with it.
        listeners.addAll(more);
        TrainingResult result = task.trainer(history)
                .from(from)
                .fit(task.training(), plan.settings().epochs(), listeners.toArray(TrainingListener[]::new));
        double seconds = (System.nanoTime() - start) / 1e9;
        return RunOutcome.of(plan.settings(), result, task, history, seconds);
    }

    private ProgressPrinter progress() {
        return ProgressPrinter.ofRun(terminal, "accuracy");
    }
}
