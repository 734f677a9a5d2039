package dev.halfcaf.sample.program;

import dev.halfcaf.report.EpochRecord;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.StepRecord;
import dev.halfcaf.train.StepResult;
import java.util.List;

/** A program's model, trained, and how it came there. */
record Trained(Task task, RunHistory history) {
    static Trained of(Program program, Settings settings) {
        Task task = program.task(settings);
        RunHistory history = new RunHistory(settings.policy().name());
        task.trainer(history).fit(task.training(), settings.epochs(), history.listener());
        return new Trained(task, history);
    }

    List<StepResult> steps() {
        return history.steps().stream().map(StepRecord::result).toList();
    }

    /** The share of test examples told right after the last epoch. */
    double accuracy() {
        List<EpochRecord> epochs = history.epochs();
        return epochs.get(epochs.size() - 1).validation().getOrDefault("accuracy", Double.NaN);
    }
}
