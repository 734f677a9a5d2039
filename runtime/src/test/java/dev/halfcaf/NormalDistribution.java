package dev.halfcaf;

/** The normal distribution function in float64, in formulas that the library does not use. */
public final class NormalDistribution {
    private static final int TERMS = 500;

    private NormalDistribution() {}

    /** The probability of a number below x, within a few ulp also where it is tiny. */
    public static double below(double x) {
        double magnitude = Math.abs(x);
        double tail = magnitude < 1.5 ? 0.5 - centre(magnitude) : tail(magnitude);
        return Double.isNaN(x) ? x : x < 0 ? tail : 1 - tail;
    }

    /** Between 0 and x: {@code density(x) * (x + x^3 / 3 + x^5 / (3 * 5) + ...)}, all terms positive. */
    private static double centre(double x) {
        double sum = 0;
        double term = x;
        for (int n = 1; n < TERMS; n++) {
            sum += term;
            term *= x * x / (2 * n + 1);
        }
        return density(x) * sum;
    }

    /** Laplace's continued fraction: {@code density(x) / (x + 1 / (x + 2 / (x + 3 / ...)))}. */
    private static double tail(double x) {
        if (Double.isInfinite(x)) {
            return 0;
        }
        double fraction = x;
        for (int n = TERMS; n > 0; n--) {
            fraction = x + n / fraction;
        }
        return density(x) / fraction;
    }

    /** The square in two parts, of which the first is exact. */
    private static double density(double x) {
        double high = (float) x;
        return StrictMath.exp(-high * high / 2) * StrictMath.exp((high - x) * (high + x) / 2) / Math.sqrt(2 * Math.PI);
    }
}
