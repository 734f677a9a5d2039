package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.DOUBLES;
import static dev.halfcaf.kernel.vector.Species.FLOATS;

import dev.halfcaf.kernel.Kernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Conversions between half numbers and double, by way of a block of floats. To floats it is exact. From doubles it rounds
 * once all the same: a double goes to float by rounding to odd, which keeps, in the last bit, that something was cut off,
 * and a float has more than two bits more than a half number (Boldo and Melquiond, "Emulation of a FMA and
 * Correctly-Rounded Sums: Proved Algorithms Using Rounding to Odd", 2008). One object for each thread.
 */
final class VectorDoubles {
    private static final int BLOCK = 1024;

    /** What a double has below a float's last bit. */
    private static final long CUT_OFF = (1L << 29) - 1;

    private static final double SMALLEST_NORMAL = 0x1p-126;

    /** The last bit of a double in [2^-81, 2^-80) is 2^-133, that of bfloat16's subnormals: adding this rounds to it. */
    private static final double TO_SUBNORMAL = 0x1p-81;

    private static final ThreadLocal<VectorDoubles> OF_THREAD = ThreadLocal.withInitial(VectorDoubles::new);

    // Room for the other half of a vector that is written as a whole one.
    private final float[] block = new float[BLOCK + FLOATS.length()];

    private VectorDoubles() {}

    static VectorDoubles ofThisThread() {
        return OF_THREAD.get();
    }

    void fromFloat16(Kernels kernels, short[] in, int inFrom, double[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            kernels.float16ToFloat(in, inFrom + done, block, 0, length);
            widen(out, outFrom + done, length);
        }
    }

    void fromBfloat16(Kernels kernels, short[] in, int inFrom, double[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            kernels.bfloat16ToFloat(in, inFrom + done, block, 0, length);
            widen(out, outFrom + done, length);
        }
    }

    void toFloat16(Kernels kernels, double[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            int vectors = DOUBLES.loopBound(length);
            roundToOdd(in, inFrom + done, block, vectors);
            kernels.floatToFloat16(block, 0, out, outFrom + done, vectors);
            if (vectors < length) {
                kernels.doubleToFloat16(in, inFrom + done + vectors, out, outFrom + done + vectors, length - vectors);
            }
        }
    }

    void toBfloat16(Kernels kernels, double[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            int vectors = DOUBLES.loopBound(length);
            roundToOddOrSubnormal(in, inFrom + done, block, vectors);
            kernels.floatToBfloat16(block, 0, out, outFrom + done, vectors);
            if (vectors < length) {
                kernels.doubleToBfloat16(in, inFrom + done + vectors, out, outFrom + done + vectors, length - vectors);
            }
        }
    }

    private void widen(double[] out, int outFrom, int count) {
        int vectors = DOUBLES.loopBound(count);
        int step = Species.doubleStep;
        for (int i = 0; i < vectors; i += step) {
            ((DoubleVector) FloatVector.fromArray(FLOATS, block, i).convertShape(VectorOperators.F2D, DOUBLES, 0))
                    .intoArray(out, outFrom + i);
        }
        for (int i = vectors; i < count; i++) {
            out[outFrom + i] = block[i];
        }
    }

    /** To numbers that are floats, but for their exponents: the last bit is set where one below it was. */
    private static void roundToOdd(double[] in, int inFrom, float[] out, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            LongVector bits = DoubleVector.fromArray(DOUBLES, in, inFrom + i).reinterpretAsLongs();
            LongVector lost = bits.and(CUT_OFF).add(CUT_OFF).and(CUT_OFF + 1);
            // And zeros after it, which the next one overwrites.
            ((FloatVector) bits.and(~CUT_OFF)
                            .lanewise(VectorOperators.OR, lost)
                            .reinterpretAsDoubles()
                            .convertShape(VectorOperators.D2F, FLOATS, 0))
                    .intoArray(out, i);
        }
    }

    /** As above; but subnormals, which have fewer bits, are rounded here. */
    private static void roundToOddOrSubnormal(double[] in, int inFrom, float[] out, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, in, inFrom + i);
            LongVector bits = x.reinterpretAsLongs();
            LongVector lost = bits.and(CUT_OFF).add(CUT_OFF).and(CUT_OFF + 1);
            DoubleVector magnitude = x.abs();
            DoubleVector subnormal = magnitude
                    .add(TO_SUBNORMAL)
                    .sub(TO_SUBNORMAL)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.OR, bits.and(Long.MIN_VALUE))
                    .reinterpretAsDoubles();
            ((FloatVector) bits.and(~CUT_OFF)
                            .lanewise(VectorOperators.OR, lost)
                            .reinterpretAsDoubles()
                            .blend(subnormal, magnitude.compare(VectorOperators.LT, SMALLEST_NORMAL))
                            .convertShape(VectorOperators.D2F, FLOATS, 0))
                    .intoArray(out, i);
        }
    }
}
