package dev.halfcaf.kernel;

/**
 * The exp, log, tanh, sigmoid, gelu, silu and pow of every kernel set: one definition, so that sets agree bit for bit, on any
 * machine and in interpreted and compiled code alike.
 *
 * <p>For float, results are computed in double and rounded once. The methods below use nothing but sums, products,
 * quotients and the bits of doubles, each operation rounded by itself and none fused, so that a set on the Vector API
 * can do the same in every lane. Their error in double is below 2^-39 of the result: a float result is the correctly
 * rounded one unless the exact result lies that near to the middle between two floats, and its error is below 0.50002
 * ulp.
 *
 * <p>For double they are {@link StrictMath}'s, within 1 ulp.
 */
public final class ElementaryFunctions {
    // ln 2 in two parts: the first ends in zeros, so that its product with a whole number is exact (fdlibm, e_exp.c).
    public static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    public static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    public static final double INVERSE_LN2 = 0x1.71547652b82fep0;

    /** Added to a double below 2^51 it leaves a whole number, in the last bits of the sum. */
    public static final double TO_WHOLE_NUMBER = 0x1.8p52;

    public static final double SQRT_2 = Math.sqrt(2);
    public static final double INVERSE_SQRT_2_PI = 1 / Math.sqrt(2 * Math.PI);

    /**
     * The polynomial in {@code t = (z - 3.75) / (z + 3.75)} that is {@code (1 + 2z) exp(z^2) erfc(z)} for every z from 0
     * to infinity, a function that varies little there (Shepherd and Laframboise, "Chebyshev Approximation of (1 + 2x)
     * exp(x^2) erfc x in 0 <= x < infinity", 1981). Interpolated at 120 Chebyshev points in 60 digits and cut off at
     * t^22, which leaves an error below 2^-52; lowest power first.
     */
    private static final double[] SCALED_ERFC = {
        0x1.3ccda0b5d5dc2p+0,
        -0x1.1f367683f8967p-3,
        0x1.d5f294816277ep-9,
        0x1.510169d093c18p-4,
        -0x1.bda9309a35871p-4,
        0x1.7a14188ae18fap-4,
        -0x1.e0d0fa6c16f3fp-5,
        0x1.d0b0037036098p-6,
        -0x1.3f603c7e65d24p-7,
        0x1.cc3a13daa5d95p-10,
        0x1.33fb5a5e7ca14p-12,
        -0x1.303ffbfe45e88p-12,
        0x1.b13e13fe20445p-15,
        0x1.7799dcd2368cbp-16,
        -0x1.7fcc159f9a760p-17,
        -0x1.06de6954a39b5p-20,
        0x1.d39c1a3875509p-20,
        -0x1.b4c0937b25a0bp-25,
        -0x1.0ae6bf9452a1fp-22,
        0x1.42d2ea1df7aecp-26,
        0x1.12b326b5668bfp-25,
        -0x1.0cb63a80de2c5p-29,
        -0x1.6884628ace07ap-29
    };

    public static final double ERFC_CENTER = 3.75;

    public static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
    private static final int DOUBLE_BIAS = 1023;
    private static final int DOUBLE_SIGNIFICAND_BITS = 52;

    /** From here on exp is 0: k is -1023. */
    public static final double LEAST_EXPONENT = -709;

    /** From here on exp is infinite: k is 1024. */
    public static final double GREATEST_EXPONENT = 710;

    private ElementaryFunctions() {}

    /** The coefficients of the polynomial in gelu, lowest power first. */
    public static double[] scaledErfc() {
        return SCALED_ERFC.clone();
    }

    static float exp(float x) {
        return (float) expWithoutSubnormals(x);
    }

    static double exp(double x) {
        return StrictMath.exp(x);
    }

    static float log(float x) {
        return (float) logOfFloat(x);
    }

    public static double log(double x) {
        return StrictMath.log(x);
    }

    static float tanh(float x) {
        double magnitude = Math.abs((double) x);
        if (magnitude < 0x1p-12) {
            return x; // x - x^3/3 + ... is nearer to x than to the next float
        }
        return (float) Math.copySign(1 - 2 / (expWithoutSubnormals(2 * magnitude) + 1), x);
    }

    static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** {@code 1 / (1 + exp(-x))}: both ends are reached without overflow, and nothing cancels. */
    static float sigmoid(float x) {
        return (float) (1 / (1 + expWithoutSubnormals(-(double) x)));
    }

    /** {@code 1 / (1 + exp(-x))}. */
    static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** {@code x / (1 + exp(-x))}. */
    static float silu(float x) {
        return (float) (x / (1 + expWithoutSubnormals(-(double) x)));
    }

    /** {@code x / (1 + exp(-x))}. */
    static double silu(double x) {
        return x / (1 + StrictMath.exp(-x));
    }

    /** {@code gradient} times the derivative of silu at x. */
    static float siluGradient(float gradient, float x) {
        double s = 1 / (1 + expWithoutSubnormals(-(double) x));
        return (float) (gradient * (s * (1 + x * (1 - s))));
    }

    /** {@code gradient} times the derivative of silu at x. */
    static double siluGradient(double gradient, double x) {
        double s = sigmoid(x);
        return gradient * (s * (1 + x * (1 - s)));
    }

    /** {@code x * Phi(x)}: the exact form (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016). */
    static float gelu(float x) {
        double z = Math.abs(x) / SQRT_2;
        return (float) (x * phi(x, erfcTimesExp(z) * expWithoutSubnormals(-(double) x * x / 2)));
    }

    /** {@code x * Phi(x)}. */
    static double gelu(double x) {
        double z = Math.abs(x) / SQRT_2;
        return x * phi(x, erfcTimesExp(z) * expOfMinusHalfSquare(x));
    }

    /** {@code gradient} times {@code Phi(x) + x * exp(-x^2 / 2) / sqrt(2 pi)}. */
    static float geluGradient(float gradient, float x) {
        double z = Math.abs(x) / SQRT_2;
        double exp = expWithoutSubnormals(-(double) x * x / 2);
        return (float) (gradient * (phi(x, erfcTimesExp(z) * exp) + x * (exp * INVERSE_SQRT_2_PI)));
    }

    /** {@code gradient} times {@code Phi(x) + x * exp(-x^2 / 2) / sqrt(2 pi)}. */
    static double geluGradient(double gradient, double x) {
        double z = Math.abs(x) / SQRT_2;
        double exp = expOfMinusHalfSquare(x);
        return gradient * (phi(x, erfcTimesExp(z) * exp) + x * (exp * INVERSE_SQRT_2_PI));
    }

    /** The normal distribution function Phi, from the {@code erfc(|x| / sqrt(2))} of its tail: exact on both sides. */
    private static double phi(double x, double erfc) {
        return x < 0 ? erfc / 2 : 1 - erfc / 2;
    }

    /** {@code exp(z^2) erfc(z)} for z from 0 to infinity. */
    private static double erfcTimesExp(double z) {
        double t = z < Double.MAX_VALUE ? (z - ERFC_CENTER) / (z + ERFC_CENTER) : 1;
        double sum = SCALED_ERFC[SCALED_ERFC.length - 1];
        for (int power = SCALED_ERFC.length - 2; power >= 0; power--) {
            sum = sum * t + SCALED_ERFC[power];
        }
        return sum / (1 + 2 * z);
    }

    /** exp(-x^2 / 2), where the rounding of x^2 would cost digits: the square is taken in two parts, the first exact. */
    private static double expOfMinusHalfSquare(double x) {
        if (Math.abs(x) > 1e3) {
            return 0;
        }
        double high = (float) x;
        return StrictMath.exp(-high * high / 2) * StrictMath.exp((high - x) * (high + x) / 2);
    }

    /** As {@link Math#pow} in all special cases. */
    static float pow(float base, float exponent) {
        if (exponent == 0) {
            return 1;
        }
        boolean wholeExponent = exponent == Math.rint(exponent);
        if (base < 0 && base > Float.NEGATIVE_INFINITY && !wholeExponent && !Float.isNaN(exponent)) {
            return Float.NaN;
        }
        // From 2^24 on every float is even.
        boolean oddExponent = wholeExponent && Math.abs(exponent) < 0x1p24f && ((int) exponent & 1) == 1;
        double power = expWithoutSubnormals(exponent * logOfFloat(Math.abs(base)));
        return (float) (oddExponent ? Math.copySign(power, base) : power);
    }

    static double pow(double base, double exponent) {
        return StrictMath.pow(base, exponent);
    }

    /**
     * exp in double, within 2 ulp where the result is between 2^-1021 and 2^1023; below 0 soon, above infinity, which is
     * the same for all that floats and softmax need.
     *
     * <p>{@code exp(x) = 2^k exp(r)} with a whole number k and |r| at most ln(2)/2, where the series up to r^13/13!
     * leaves an error below 2^-57. Where k is -1023, the bits of 2^k are those of 0, where it is 1024, of infinity: so
     * limiting x has the same effect as the two questions here.
     */
    public static double expWithoutSubnormals(double x) {
        if (x < LEAST_EXPONENT) {
            return 0;
        }
        if (x > GREATEST_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        double shifted = x * INVERSE_LN2 + TO_WHOLE_NUMBER;
        double k = shifted - TO_WHOLE_NUMBER;
        double r = x - k * LN2_HIGH - k * LN2_LOW;
        // Even and odd powers apart: two short chains of operations keep a CPU busier than a long one.
        double square = r * r;
        double even = 1.0 / 479001600;
        even = even * square + 1.0 / 3628800;
        even = even * square + 1.0 / 40320;
        even = even * square + 1.0 / 720;
        even = even * square + 1.0 / 24;
        even = even * square + 0.5;
        double odd = 1.0 / 6227020800L;
        odd = odd * square + 1.0 / 39916800;
        odd = odd * square + 1.0 / 362880;
        odd = odd * square + 1.0 / 5040;
        odd = odd * square + 1.0 / 120;
        odd = odd * square + 1.0 / 6;
        double expOfRest = 1 + (r + square * (even + r * odd));
        long exponentBits = (Double.doubleToRawLongBits(shifted) + DOUBLE_BIAS) << DOUBLE_SIGNIFICAND_BITS;
        return expOfRest * Double.longBitsToDouble(exponentBits);
    }

    /**
     * log of a float in double, within 2 ulp: {@code log(x) = e ln(2) + log(m)} with m between sqrt(1/2) and sqrt(2),
     * and {@code log(m) = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + ...)} with {@code s = (m - 1) / (m + 1)}, at most 0.172,
     * where the series up to s^21 leaves an error below 2^-60.
     */
    private static double logOfFloat(float x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        // Even a subnormal float is a normal double. The difference of the bits has the exponent e at its top, rounded
        // down.
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits - SQRT_HALF_BITS) >> DOUBLE_SIGNIFICAND_BITS;
        double m = Double.longBitsToDouble(bits - (exponent << DOUBLE_SIGNIFICAND_BITS));
        double s = (m - 1) / (m + 1);
        double square = s * s;
        double fourth = square * square;
        double even = 1.0 / 21;
        even = even * fourth + 1.0 / 17;
        even = even * fourth + 1.0 / 13;
        even = even * fourth + 1.0 / 9;
        even = even * fourth + 1.0 / 5;
        double odd = 1.0 / 19;
        odd = odd * fourth + 1.0 / 15;
        odd = odd * fourth + 1.0 / 11;
        odd = odd * fourth + 1.0 / 7;
        odd = odd * fourth + 1.0 / 3;
        double logOfM = 2 * (s + s * square * (odd + square * even));
        double e = exponent;
        return e * LN2_HIGH + (e * LN2_LOW + logOfM);
    }
}
