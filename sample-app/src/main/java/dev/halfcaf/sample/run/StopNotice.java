package dev.halfcaf.sample.run;

import dev.halfcaf.report.Terminal;
import dev.halfcaf.train.TrainingEnd;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingRun;
import java.util.Locale;

/**
 * Says how a run that is stopped can go on.
 *
 * @param terminal where
 * @param folder the run's
 */
record StopNotice(Terminal terminal, RunFolder folder) implements TrainingListener {
    @Override
    public void onTrainingEnd(TrainingRun run) {
        if (run.end() == TrainingEnd.STOPPED || run.end() == TrainingEnd.INTERRUPTED) {
            terminal.println(String.format(
                    Locale.ROOT,
                    "Stopping after %,d steps, in epoch %d of %d. `resume %s` goes on.",
                    run.step().stepsSeen(),
                    run.position().epoch(),
                    run.epochs(),
                    folder.path()));
        }
    }
}
