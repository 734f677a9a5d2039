package dev.halfcaf.benchmarks.peers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** Three digits, or two after the point where there would be more. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%.0f", ratio);
    }

    /** A time in the unit that fits. */
    static String time(double seconds) {
        if (seconds < 1e-6) {
            return String.format(Locale.ROOT, "%.0f ns", seconds * 1e9);
        }
        if (seconds < 1e-3) {
            return String.format(Locale.ROOT, "%.1f us", seconds * 1e6);
        }
        return seconds < 1
                ? String.format(Locale.ROOT, "%.2f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** What a measurement reached per second; empty if it is measured by time alone. */
    static String rate(Report.Measure measure) {
        Double amount = measure.amount();
        return amount == null ? "" : String.format(Locale.ROOT, "%.1f %s", amount, measure.unit());
    }

    /** What is wanted of a figure, such as {@code 0.95, busy 0.75}; empty for nothing. */
    static String wanted(Report.Figure figure) {
        String quiet = optional(figure.wantedQuiet());
        String busy = optional(figure.wantedBusy());
        return busy.isEmpty() ? quiet : quiet + ", busy " + busy;
    }

    private static String optional(@Nullable Double ratio) {
        return ratio == null ? "" : ratio(ratio);
    }
}
