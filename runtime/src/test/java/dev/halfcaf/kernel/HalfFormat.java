package dev.halfcaf.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * A 16-bit floating format written down from its definition, to compare conversions with: values come from the IEEE 754
 * fields by float64 arithmetic, and rounding is a comparison with the exact middle between two neighbours. No bit
 * tricks.
 */
final class HalfFormat {
    static final HalfFormat FLOAT16 = new HalfFormat(5, 10);
    static final HalfFormat BFLOAT16 = new HalfFormat(8, 7);

    private final int significandBits;
    private final int infinity;
    /** The values of the bit patterns 0 to infinity; infinity's entry is the value after the largest finite one. */
    private final double[] values;

    private HalfFormat(int exponentBits, int significandBits) {
        this.significandBits = significandBits;
        this.infinity = (1 << exponentBits) - 1 << significandBits;
        this.values = new double[infinity + 1];
        int bias = (1 << exponentBits - 1) - 1;
        for (int bits = 0; bits <= infinity; bits++) {
            int exponent = bits >> significandBits;
            double fraction = (bits & (1 << significandBits) - 1) / (double) (1 << significandBits);
            values[bits] =
                    exponent == 0 ? fraction * Math.pow(2, 1 - bias) : (1 + fraction) * Math.pow(2, exponent - bias);
        }
    }

    /** The bit pattern of positive infinity; those below it are the finite numbers in ascending order. */
    int infinity() {
        return infinity;
    }

    int quietBit() {
        return 1 << significandBits - 1;
    }

    boolean isNaN(short bits) {
        return (bits & 0x7FFF) > infinity;
    }

    /** The value of a pattern. */
    double value(short bits) {
        int magnitude = bits & 0x7FFF;
        double value = magnitude > infinity
                ? Double.NaN
                : magnitude == infinity ? Double.POSITIVE_INFINITY : values[magnitude];
        return bits < 0 ? -value : value;
    }

    /** The middle between the finite number of this pattern and the next; after the largest: where overflow begins. */
    double middleAfter(int magnitude) {
        return (values[magnitude] + values[magnitude + 1]) / 2;
    }

    /** Whether {@code bits} is what {@code exact}, which is not NaN, rounds to: to nearest, ties to even. */
    boolean isNearest(short bits, double exact) {
        boolean negative = Double.doubleToRawLongBits(exact) < 0;
        int magnitude = bits & 0x7FFF;
        if (negative != bits < 0 || magnitude > infinity) {
            return false;
        }
        double wanted = Math.abs(exact);
        boolean even = (magnitude & 1) == 0;
        boolean notBelow =
                magnitude == 0 || wanted > middleAfter(magnitude - 1) || even && wanted == middleAfter(magnitude - 1);
        boolean notAbove =
                magnitude == infinity || wanted < middleAfter(magnitude) || even && wanted == middleAfter(magnitude);
        return notBelow && notAbove;
    }

    /** Calls {@code check} with each number that decides a rounding: values, middles, and what lies next to them. */
    void forEachDecision(DoubleUnaryOperator next, DoubleUnaryOperator previous, DoubleCheck check) {
        for (int magnitude = 0; magnitude < infinity; magnitude++) {
            for (double decision : new double[] {values[magnitude], middleAfter(magnitude)}) {
                for (double number :
                        new double[] {previous.applyAsDouble(decision), decision, next.applyAsDouble(decision)}) {
                    check.accept(number);
                    check.accept(-number);
                }
            }
        }
    }

    interface DoubleCheck {
        void accept(double number);
    }
}
