package dev.halfcaf.sample.report;

import dev.halfcaf.sample.training.Progress;
import dev.halfcaf.sample.training.ProgressListener;

/**
 * Prints the progress of one run. On a terminal it is one line that changes; elsewhere, such as in a log, it is one plain
 * line for each quarter of the run.
 */
final class ProgressPrinter implements ProgressListener {
    private static final int PLAIN_LINES = 4;

    private final Terminal terminal;
    private final ProgressLine line;
    private int shown;

    ProgressPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.line = new ProgressLine(terminal.barCharacter());
    }

    @Override
    public void onStep(Progress progress) {
        int part = terminal.isInteractive() ? progress.percent() : progress.percent() * PLAIN_LINES / 100;
        if (part == shown) {
            return;
        }
        shown = part;
        String text = line.of(progress);
        if (!terminal.isInteractive()) {
            terminal.println(text);
        } else if (progress.isLast()) {
            terminal.overwriteLast(text);
        } else {
            terminal.overwrite(text);
        }
    }
}
