package dev.halfcaf.sample.report;

import dev.halfcaf.LossScaling;
import dev.halfcaf.sample.training.Progress;
import java.util.Locale;

/**
 * A run's progress in one line, in the layout of DJL's training listener: a heading, the percent done, a bar, and the
 * metrics, of which one that is not known yet shows as {@code _}.
 *
 * <pre>{@code
 * Training:     50% |==========          | epoch: 15/30, loss: 0.0473, accuracy: 0.9610, loss scale: 524288, skipped: 2
 * }</pre>
 */
final class ProgressLine {
    private static final int BAR_LENGTH = 20;

    /** Below this, and above its inverse, four decimals would say too little or too much. */
    private static final double SMALL = 1e-3;

    private final char barCharacter;

    ProgressLine(char barCharacter) {
        this.barCharacter = barCharacter;
    }

    String of(Progress progress) {
        int filled = progress.percent() * BAR_LENGTH / 100;
        return String.format(
                Locale.ROOT,
                "Training:    %3d%% |%s%s| epoch: %d/%d, loss: %s, accuracy: %s, loss scale: %s, skipped: %d",
                progress.percent(),
                String.valueOf(barCharacter).repeat(filled),
                " ".repeat(BAR_LENGTH - filled),
                progress.epoch(),
                progress.epochs(),
                number(progress.loss()),
                progress.accuracy().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", progress.accuracy().getAsDouble())
                        : "_",
                lossScale(progress.lossScaling(), progress.lossScale()),
                progress.skipped());
    }

    private static String number(double value) {
        double size = Math.abs(value);
        boolean extreme = size != 0 && (size < SMALL || size > 1 / SMALL);
        return String.format(Locale.ROOT, extreme ? "%.2E" : "%.4f", value);
    }

    /** A loss scale as lines and tables show it. */
    static String lossScale(LossScaling scaling, double value) {
        if (scaling instanceof LossScaling.None) {
            return "none";
        }
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.4f", value);
    }
}
