package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.DOUBLES;

import dev.halfcaf.kernel.ElementaryFunctions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The series that {@link ElementaryFunctions} computes for floats, in all lanes at once: the same operations in the same
 * order, with a choice between two results in the place of a branch. See there for how and why.
 *
 * <p>One loop each and no more: C2 stops inlining in a longer one, and then makes an object of a vector. That is also why
 * the constants are vectors here.
 */
final class VectorFunctions {
    private static final double TO_WHOLE_NUMBER = ElementaryFunctions.TO_WHOLE_NUMBER;
    private static final long TO_WHOLE_NUMBER_BITS = Double.doubleToRawLongBits(TO_WHOLE_NUMBER);
    private static final int BIAS = 1023;
    private static final int SIGNIFICAND_BITS = 52;

    private static final DoubleVector ONE = all(1);
    private static final DoubleVector MAGIC = all(TO_WHOLE_NUMBER);
    private static final DoubleVector LN2_HIGH = all(ElementaryFunctions.LN2_HIGH);
    private static final DoubleVector LN2_LOW = all(ElementaryFunctions.LN2_LOW);
    private static final DoubleVector INVERSE_LN2 = all(ElementaryFunctions.INVERSE_LN2);

    private static final DoubleVector EXP_2 = all(0.5);
    private static final DoubleVector EXP_3 = all(1.0 / 6);
    private static final DoubleVector EXP_4 = all(1.0 / 24);
    private static final DoubleVector EXP_5 = all(1.0 / 120);
    private static final DoubleVector EXP_6 = all(1.0 / 720);
    private static final DoubleVector EXP_7 = all(1.0 / 5040);
    private static final DoubleVector EXP_8 = all(1.0 / 40320);
    private static final DoubleVector EXP_9 = all(1.0 / 362880);
    private static final DoubleVector EXP_10 = all(1.0 / 3628800);
    private static final DoubleVector EXP_11 = all(1.0 / 39916800);
    private static final DoubleVector EXP_12 = all(1.0 / 479001600);
    private static final DoubleVector EXP_13 = all(1.0 / 6227020800L);

    private static final DoubleVector LOG_3 = all(1.0 / 3);
    private static final DoubleVector LOG_5 = all(1.0 / 5);
    private static final DoubleVector LOG_7 = all(1.0 / 7);
    private static final DoubleVector LOG_9 = all(1.0 / 9);
    private static final DoubleVector LOG_11 = all(1.0 / 11);
    private static final DoubleVector LOG_13 = all(1.0 / 13);
    private static final DoubleVector LOG_15 = all(1.0 / 15);
    private static final DoubleVector LOG_17 = all(1.0 / 17);
    private static final DoubleVector LOG_19 = all(1.0 / 19);
    private static final DoubleVector LOG_21 = all(1.0 / 21);

    // As vectors: where a blend is given a number instead, the JIT compiler may make an object of what it is blended
    // with.
    private static final DoubleVector NAN = all(Double.NaN);
    private static final DoubleVector MINUS_INFINITY = all(Double.NEGATIVE_INFINITY);

    private static final DoubleVector LEAST_EXPONENT = all(ElementaryFunctions.LEAST_EXPONENT);
    private static final DoubleVector GREATEST_EXPONENT = all(ElementaryFunctions.GREATEST_EXPONENT);

    private static final double[] SCALED_ERFC = ElementaryFunctions.scaledErfc();

    private VectorFunctions() {}

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    /** {@link ElementaryFunctions#expWithoutSubnormals}, in place. */
    static void exp(double[] inOut, int from, int count) {
        int end = from + DOUBLES.loopBound(count);
        int step = Species.doubleStep;
        for (int i = from; i < end; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, inOut, i)
                    .max(LEAST_EXPONENT)
                    .min(GREATEST_EXPONENT);
            DoubleVector shifted = x.mul(INVERSE_LN2).add(MAGIC);
            DoubleVector k = shifted.sub(MAGIC);
            DoubleVector r = x.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW));
            DoubleVector square = r.mul(r);
            DoubleVector even = EXP_12.mul(square).add(EXP_10);
            even = even.mul(square).add(EXP_8);
            even = even.mul(square).add(EXP_6);
            even = even.mul(square).add(EXP_4);
            even = even.mul(square).add(EXP_2);
            DoubleVector odd = EXP_13.mul(square).add(EXP_11);
            odd = odd.mul(square).add(EXP_9);
            odd = odd.mul(square).add(EXP_7);
            odd = odd.mul(square).add(EXP_5);
            odd = odd.mul(square).add(EXP_3);
            DoubleVector powerOfTwo = shifted.reinterpretAsLongs()
                    .add(BIAS)
                    .lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS)
                    .reinterpretAsDoubles();
            r.add(square.mul(even.add(r.mul(odd)))).add(ONE).mul(powerOfTwo).intoArray(inOut, i);
        }
        for (int i = end; i < from + count; i++) {
            inOut[i] = ElementaryFunctions.expWithoutSubnormals(inOut[i]);
        }
    }

    /** The logarithms of numbers that are floats; a whole number of vectors. */
    static void log(double[] in, double[] out, int count) {
        logOfPositive(in, out, count);
        setSpecialLogarithms(in, out, count);
    }

    private static void logOfPositive(double[] in, double[] out, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, in, i).reinterpretAsLongs();
            LongVector exponent =
                    bits.sub(ElementaryFunctions.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, SIGNIFICAND_BITS);
            DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS))
                    .reinterpretAsDoubles();
            DoubleVector s = m.sub(ONE).div(m.add(ONE));
            DoubleVector square = s.mul(s);
            DoubleVector fourth = square.mul(square);
            DoubleVector even = LOG_21.mul(fourth).add(LOG_17);
            even = even.mul(fourth).add(LOG_13);
            even = even.mul(fourth).add(LOG_9);
            even = even.mul(fourth).add(LOG_5);
            DoubleVector odd = LOG_19.mul(fourth).add(LOG_15);
            odd = odd.mul(fourth).add(LOG_11);
            odd = odd.mul(fourth).add(LOG_7);
            odd = odd.mul(fourth).add(LOG_3);
            DoubleVector half = s.add(s.mul(square).mul(odd.add(square.mul(even))));
            // A small whole number put into the last bits of a double: few CPUs convert a vector of longs.
            DoubleVector e =
                    exponent.add(TO_WHOLE_NUMBER_BITS).reinterpretAsDoubles().sub(MAGIC);
            e.mul(LN2_HIGH).add(e.mul(LN2_LOW).add(half.add(half))).intoArray(out, i);
        }
    }

    /** Where a number is not positive and finite. A pass of its own: with it the other is too large for the JIT compiler. */
    private static void setSpecialLogarithms(double[] in, double[] out, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, in, i);
            DoubleVector log = DoubleVector.fromArray(DOUBLES, out, i);
            x.blend(log, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                    .blend(NAN, x.compare(VectorOperators.LT, 0.0))
                    .blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, 0.0))
                    .intoArray(out, i);
        }
    }

    /** {@code exp(z^2) erfc(z)} for z from 0 to infinity, in place; a whole number of vectors. */
    static void erfcTimesExp(double[] inOut, int count) {
        DoubleVector center = all(ElementaryFunctions.ERFC_CENTER);
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector z = DoubleVector.fromArray(DOUBLES, inOut, i);
            DoubleVector t =
                    ONE.blend(z.sub(center).div(z.add(center)), z.compare(VectorOperators.LT, Double.MAX_VALUE));
            DoubleVector sum = all(SCALED_ERFC[SCALED_ERFC.length - 1]);
            for (int power = SCALED_ERFC.length - 2; power >= 0; power--) {
                sum = sum.mul(t).add(all(SCALED_ERFC[power]));
            }
            sum.div(z.add(z).add(ONE)).intoArray(inOut, i);
        }
    }
}
