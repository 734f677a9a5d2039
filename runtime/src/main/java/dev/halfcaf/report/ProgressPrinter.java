package dev.halfcaf.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints the progress of a run, in the layout of DJL's training listener. On a terminal it is one line that changes; elsewhere,
 * such as in a log, a few plain lines.
 *
 * <p>{@link #ofRun} has one bar for the whole run; {@link #ofEpochs} one for each epoch, and below it the epoch's metrics. How many
 * epochs and steps there are, {@link #onBegin} tells; where the steps are not known, the bar moves at the end of each epoch. The
 * loss in the line is the mean of the epoch so far. A loss scale that was never other than 1 shows as {@code none}. Where
 * steps tell their examples and their time, the line ends with the speed of the last step.
 */
public final class ProgressPrinter implements RunListener {
    private static final int PLAIN_LINES = 4;

    private final Terminal terminal;
    private final boolean eachEpoch;
    private final List<String> shownMetrics;
    private Map<String, Double> validation = Map.of();
    private int epochs;
    private long stepsPerEpoch;
    private @Nullable StepRecord last;
    private int epoch;
    private boolean epochIsOver;
    private long stepsOfEpoch;
    private double lossSum;
    private long skipped;
    private boolean isScaled;
    private int shown;
    private boolean lineIsOpen;

    private ProgressPrinter(Terminal terminal, boolean eachEpoch, List<String> shownMetrics) {
        this.terminal = terminal;
        this.eachEpoch = eachEpoch;
        this.shownMetrics = shownMetrics;
    }

    /**
     * One bar for the whole run; without a terminal, a line for each quarter.
     *
     * @param validationMetrics the metrics that the line shows, by name, each as it was at the end of the last epoch. If
     *     there are any, the line of an epoch's last step waits for them.
     */
    public static ProgressPrinter ofRun(Terminal terminal, String... validationMetrics) {
        return new ProgressPrinter(terminal, false, List.of(validationMetrics));
    }

    /**
     * A bar for each epoch, then its metrics, as {@code Train: ...} and {@code Validate: ...}; without a terminal, each bar is
     * printed once, when it is full.
     */
    public static ProgressPrinter ofEpochs(Terminal terminal) {
        return new ProgressPrinter(terminal, true, List.of());
    }

    /**
     * For a run that goes on: counts the skipped steps from there.
     *
     * @param stepsSkipped how many steps were skipped before
     * @return this
     * @throws IllegalArgumentException if the number is negative
     */
    public ProgressPrinter skippedBefore(long stepsSkipped) {
        StepRecord.atLeast("stepsSkipped", stepsSkipped, 0);
        skipped = stepsSkipped;
        return this;
    }

    /** @throws IllegalArgumentException if a number is negative */
    @Override
    public void onBegin(int epochCount, long stepCount) {
        StepRecord.atLeast("epochs", epochCount, 0);
        StepRecord.atLeast("stepsPerEpoch", stepCount, 0);
        epochs = epochCount;
        stepsPerEpoch = stepCount;
    }

    @Override
    public void onStep(StepRecord step) {
        if (step.epoch() != epoch) {
            epoch = step.epoch();
            epochIsOver = false;
            stepsOfEpoch = 0;
            lossSum = 0;
            shown = eachEpoch ? 0 : shown;
        }
        last = step;
        stepsOfEpoch++;
        lossSum += step.result().loss();
        skipped += step.result().skipped() ? 1 : 0;
        isScaled |= step.result().scaleBefore() != 1 || step.result().scaleAfter() != 1;
        if (shownMetrics.isEmpty() || stepsOfEpoch != stepsPerEpoch) {
            show(step);
        }
    }

    @Override
    public void onEpoch(EpochRecord ended) {
        validation = ended.validation();
        epochIsOver = true;
        if (last != null) {
            show(last);
        }
        if (eachEpoch) {
            onEnd();
            if (!ended.training().isEmpty()) {
                terminal.println(ProgressLine.metrics("Train", ended.training()));
            }
            if (!ended.validation().isEmpty()) {
                terminal.println(ProgressLine.metrics("Validate", ended.validation()));
            }
        }
    }

    /** Leaves the line as it is, where the run has ended before its last epoch. */
    @Override
    public void onEnd() {
        if (lineIsOpen) {
            terminal.println("");
            lineIsOpen = false;
        }
    }

    private void show(StepRecord step) {
        int percent = percent();
        int part = terminal.isInteractive() ? percent : percent * (eachEpoch ? 1 : PLAIN_LINES) / 100;
        if (part == shown) {
            return;
        }
        shown = part;
        String line = line(step, percent);
        lineIsOpen = terminal.isInteractive() && percent < 100;
        if (!terminal.isInteractive()) {
            terminal.println(line);
        } else if (lineIsOpen) {
            terminal.overwrite(line);
        } else {
            terminal.overwriteLast(line);
        }
    }

    private int percent() {
        long all = Math.max(1, stepsPerEpoch);
        long done = epochIsOver ? all : Math.min(stepsOfEpoch, stepsPerEpoch);
        return eachEpoch || epochs == 0
                ? (int) (100 * done / all)
                : (int) Math.min(100, 100 * ((epoch - 1) * all + done) / (epochs * all));
    }

    private String line(StepRecord step, int percent) {
        ProgressLine line = new ProgressLine("Training", terminal.barCharacter(), percent)
                .add("epoch", epochs == 0 ? Integer.toString(epoch) : epoch + "/" + epochs)
                .add("loss", ProgressLine.number(lossSum / stepsOfEpoch))
                .add(shownMetrics, validation)
                .add(
                        "loss scale",
                        isScaled ? ProgressLine.lossScale(step.result().scaleAfter()) : "none")
                .add("skipped", Long.toString(skipped));
        if (step.nanos() > 0 && step.examples() > 0) {
            line.add("speed", String.format(Locale.ROOT, "%.0f items/sec", step.examples() * 1e9 / step.nanos()));
        }
        return line.toString();
    }
}
