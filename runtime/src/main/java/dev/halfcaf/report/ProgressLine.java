package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Progress in one line, in the layout of DJL's training listener: a heading, the percent done, a bar, and the metrics, of
 * which one that is not known yet shows as {@code _}.
 *
 * <pre>{@code
 * Training:     50% |==========          | epoch: 15/30, loss: 0.0473, accuracy: 0.9610, loss scale: 524288, skipped: 2
 * }</pre>
 */
final class ProgressLine {
    private static final int BAR_LENGTH = 20;

    /** Below this, and above its inverse, four decimals would say too little or too much. */
    private static final double SMALL = 1e-3;

    private static final String UNKNOWN = "_";

    private final StringBuilder line = new StringBuilder();
    private String separator = " ";

    ProgressLine(String heading, char barCharacter, int percent) {
        int filled = percent * BAR_LENGTH / 100;
        line.append(String.format(
                Locale.ROOT,
                "%-12s %3d%% |%s%s|",
                heading + ":",
                percent,
                String.valueOf(barCharacter).repeat(filled),
                " ".repeat(BAR_LENGTH - filled)));
    }

    ProgressLine add(String name, String value) {
        line.append(separator).append(name).append(": ").append(value);
        separator = ", ";
        return this;
    }

    /** These metrics, whether they are known or not. */
    ProgressLine add(List<String> names, Map<String, Double> metrics) {
        for (String name : names) {
            Double value = metrics.get(name);
            add(name, value == null ? UNKNOWN : number(value));
        }
        return this;
    }

    /** A heading and all these metrics, without a bar. */
    static String metrics(String heading, Map<String, Double> metrics) {
        List<String> parts = new ArrayList<>();
        metrics.forEach((name, value) -> parts.add(name + ": " + number(value)));
        return heading + ": " + String.join(", ", parts);
    }

    static String number(double value) {
        double size = Math.abs(value);
        boolean extreme = size != 0 && (size < SMALL || size > 1 / SMALL);
        return String.format(Locale.ROOT, extreme ? "%.2E" : "%.4f", value);
    }

    static String lossScale(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.4f", value);
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
