package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of values, and which of them are written beside it.
 *
 * @param low the value at the start
 * @param high the value at the end, above the low one
 * @param isLogarithmic whether equal ratios are equally far apart; then the low value is above 0
 */
record Axis(double low, double high, boolean isLogarithmic, List<Tick> ticks) {
    /** Values of a greater ratio are told apart on a logarithmic axis only. */
    private static final double LINEAR_RATIO = 50;

    private static final double TIME_RATIO = 8;

    private static final int MOST_TICKS = 6;

    /** Beyond it, differences would overflow. */
    private static final double LARGEST = 1e300;

    /** What a bound may be beyond a multiple of the step, by rounding. */
    private static final double ROUNDING = 1e-9;

    record Tick(double value, String label) {}

    /** For any values between these, which are finite: logarithmic if they are positive and far apart. */
    static Axis of(double least, double most) {
        double low = Math.max(-LARGEST, Math.min(LARGEST, least));
        double high = Math.max(-LARGEST, Math.min(LARGEST, most));
        return low > 0 && high / low >= LINEAR_RATIO ? logarithmic(low, high) : linear(low, high);
    }

    /** The numbers of steps. */
    static Axis ofSteps(long first, long last) {
        double low = first == last ? first - 0.5 : first;
        double high = first == last ? last + 0.5 : last;
        double step = Math.max(1, niceStep((high - low) / MOST_TICKS));
        List<Tick> ticks = new ArrayList<>();
        for (double value = Math.ceil(low / step) * step; value <= high; value += step) {
            ticks.add(new Tick(value, Numbers.count((long) value)));
        }
        return new Axis(low, high, false, ticks);
    }

    /** Powers of two, by their exponents. */
    static Axis ofExponents(double least, double most) {
        double low = Math.floor(least) - 1;
        double high = Math.ceil(most) + 1;
        double step = Math.max(1, Math.ceil((high - low) / MOST_TICKS));
        List<Tick> ticks = new ArrayList<>();
        for (double value = Math.ceil(low / step) * step; value <= high; value += step) {
            ticks.add(new Tick(value, "2" + Numbers.superscript((long) value)));
        }
        return new Axis(low, high, false, ticks);
    }

    /** For times, most of which are alike and a few of which are many times as long. */
    static Axis ofTimes(double least, double most) {
        return least > 0 && most / least >= TIME_RATIO ? logarithmic(least, most) : linear(least, most);
    }

    /** Equal differences are equally far apart. */
    static Axis linear(double least, double most) {
        double margin = least == most ? Math.max(Math.abs(least) * 0.1, 1e-3) : 0;
        double low = least >= 0 && least <= most / 2 ? 0 : least - margin;
        double high = most + margin;
        if (low >= high) {
            high = low + 1;
        }
        double step = niceStep((high - low) / (MOST_TICKS - 1));
        long first = (long) Math.floor(low / step + ROUNDING);
        long last = (long) Math.ceil(high / step - ROUNDING);
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(new Tick(i * step, Numbers.text(i * step)));
        }
        return new Axis(first * step, last * step, false, ticks);
    }

    private static Axis logarithmic(double least, double most) {
        int first = (int) Math.floor(StrictMath.log10(least));
        int last = (int) Math.ceil(StrictMath.log10(most));
        int every = Math.max(1, (last - first + MOST_TICKS - 1) / MOST_TICKS);
        double[] multiples = last - first <= 2 ? new double[] {1, 2, 5} : new double[] {1};
        List<Tick> ticks = new ArrayList<>();
        for (int decade = first; decade <= last; decade += every) {
            for (double multiple : multiples) {
                double value = multiple * StrictMath.pow(10, decade);
                if (value >= least && value <= most) {
                    ticks.add(new Tick(value, Numbers.text(value, 2)));
                }
            }
        }
        return new Axis(least, most, true, ticks);
    }

    /** 1, 2 or 5 times a power of ten, not below what is wanted. */
    private static double niceStep(double wanted) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(wanted)));
        for (double multiple : new double[] {1, 2, 5}) {
            if (multiple * power >= wanted) {
                return multiple * power;
            }
        }
        return 10 * power;
    }

    /** Where a value is: 0 at the start, 1 at the end. */
    double place(double value) {
        double within = Math.max(low, Math.min(high, value));
        return isLogarithmic
                ? (StrictMath.log(within) - StrictMath.log(low)) / (StrictMath.log(high) - StrictMath.log(low))
                : (within - low) / (high - low);
    }
}
