package dev.halfcaf.benchmarks.peers;

import org.jspecify.annotations.Nullable;

/**
 * The least ratios that are wanted, NaN where none is said.
 *
 * @param quiet best by best
 * @param busy the median of the ratios within rounds
 * @param on17 quiet, on a JDK before 20
 * @param plain quiet, without the Vector API
 */
record Wanted(double quiet, double busy, double on17, double plain) {
    /** The figure is to be told; how large it has to be, nobody said. */
    static final Wanted NOTHING = quiet(Double.NaN);

    static Wanted quiet(double ratio) {
        return new Wanted(ratio, Double.NaN, Double.NaN, Double.NaN);
    }

    Wanted busy(double ratio) {
        return new Wanted(quiet, ratio, on17, plain);
    }

    Wanted on17(double ratio) {
        return new Wanted(quiet, busy, ratio, plain);
    }

    Wanted plain(double ratio) {
        return new Wanted(quiet, busy, on17, ratio);
    }

    /** What is wanted of the quiet ratio in this setting; null for nothing. */
    @Nullable
    Double quietIn(Setting setting) {
        return number(setting.plain() ? plain : setting.old() ? on17 : quiet);
    }

    /** What is wanted of the busy ratio in this setting; null for nothing. */
    @Nullable
    Double busyIn(Setting setting) {
        return number(setting.plain() || setting.old() ? Double.NaN : busy);
    }

    private static @Nullable Double number(double ratio) {
        return Double.isNaN(ratio) ? null : ratio;
    }
}
