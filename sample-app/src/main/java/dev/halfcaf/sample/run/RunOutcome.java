package dev.halfcaf.sample.run;

import dev.halfcaf.report.EpochRecord;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.sample.program.MemoryUse;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.program.Task;
import dev.halfcaf.train.TrainingEnd;
import dev.halfcaf.train.TrainingResult;
import java.util.List;

/**
 * What a run came to.
 *
 * @param settings how it was trained
 * @param isComplete whether all epochs are done; otherwise it was stopped
 * @param loss the mean loss of the last epoch; NaN before the first is over
 * @param accuracy the share of test examples told right after the last epoch; NaN before the first is over
 * @param testLoss the loss on the test examples, likewise
 * @param steps the steps taken
 * @param skipped how many of them were skipped, because a gradient was not finite
 * @param lossScale the loss scale at the end; 1 without scaling
 * @param memory the bytes it took
 * @param seconds how long it took
 * @param history its steps and epochs
 */
public record RunOutcome(
        Settings settings,
        boolean isComplete,
        double loss,
        double accuracy,
        double testLoss,
        long steps,
        long skipped,
        double lossScale,
        MemoryUse memory,
        double seconds,
        RunHistory history) {

    static RunOutcome of(Settings settings, TrainingResult result, Task task, RunHistory history, double seconds) {
        List<EpochRecord> epochs = history.epochs();
        EpochRecord last = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        return new RunOutcome(
                settings,
                result.end() == TrainingEnd.COMPLETED,
                last == null ? Double.NaN : last.training().getOrDefault("loss", Double.NaN),
                last == null ? Double.NaN : last.validation().getOrDefault("accuracy", Double.NaN),
                last == null ? Double.NaN : last.validation().getOrDefault("loss", Double.NaN),
                task.step().stepsSeen(),
                task.step().stepsSkipped(),
                task.step().lossScale().value(),
                task.memory(),
                seconds,
                history);
    }
}
