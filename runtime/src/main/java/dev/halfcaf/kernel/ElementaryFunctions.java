package dev.halfcaf.kernel;

/**
 * The exp, log, tanh, sigmoid and pow of every kernel set, so that sets agree bit for bit, on any machine and in
 * interpreted and compiled code alike.
 *
 * <p>Computed in double by {@link StrictMath}, within 1 ulp of double, and rounded to float once: the float result is the
 * correctly rounded one but where the exact result lies within 2^-29 float ulp of the middle between two floats. So the
 * error is below 0.500000004 float ulp.
 */
final class ElementaryFunctions {
    private ElementaryFunctions() {}

    static double exp(double x) {
        return StrictMath.exp(x);
    }

    static double log(double x) {
        return StrictMath.log(x);
    }

    static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** {@code 1 / (1 + exp(-x))}: exact to a few ulp of double over the whole range, with 0 where exp overflows. */
    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    static double pow(double base, double exponent) {
        return StrictMath.pow(base, exponent);
    }
}
