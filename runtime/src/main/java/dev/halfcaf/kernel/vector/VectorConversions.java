package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.FLOATS;
import static dev.halfcaf.kernel.vector.Species.INTS;
import static dev.halfcaf.kernel.vector.Species.SHORTS;

import dev.halfcaf.kernel.BFloat16;
import dev.halfcaf.kernel.Float16;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The conversions of {@link Float16} and {@link BFloat16} in all lanes at once, bit for bit; the last few elements go
 * to those classes themselves.
 */
final class VectorConversions {
    private static final int FLOAT_INFINITY = 0x7F800000;
    private static final int FLOAT_QUIET_BIT = 0x00400000;

    private VectorConversions() {}

    static void float16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        int vectors = FLOATS.loopBound(count);
        int step = Species.floatStep;
        for (int i = 0; i < vectors; i += step) {
            IntVector bits = (IntVector)
                    ShortVector.fromArray(SHORTS, in, inFrom + i).convertShape(VectorOperators.S2I, INTS, 0);
            IntVector magnitude = bits.lanewise(VectorOperators.AND, 0x7FFF).lanewise(VectorOperators.LSHL, 13);
            // As in Float16: the product is exact; what it makes of the infinities' exponent is put right below.
            IntVector value = magnitude.reinterpretAsFloats().mul(0x1p112f).reinterpretAsInts();
            // All ones where the magnitude is infinite or NaN, and where it is NaN.
            int infinity = 0x7C00 << 13;
            IntVector notFinite = magnitude.neg().add(infinity - 1).lanewise(VectorOperators.ASHR, 31);
            IntVector nan = magnitude.neg().add(infinity).lanewise(VectorOperators.ASHR, 31);
            value.lanewise(VectorOperators.OR, notFinite.and(FLOAT_INFINITY))
                    .lanewise(VectorOperators.OR, nan.and(FLOAT_QUIET_BIT))
                    .lanewise(VectorOperators.OR, bits.and(1 << 31))
                    .reinterpretAsFloats()
                    .intoArray(out, outFrom + i);
        }
        for (int i = vectors; i < count; i++) {
            out[outFrom + i] = Float16.toFloat(in[inFrom + i]);
        }
    }

    static void floatToFloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        int vectors = FLOATS.loopBound(count);
        int step = Species.floatStep;
        for (int i = 0; i < vectors; i += step) {
            IntVector bits = FloatVector.fromArray(FLOATS, in, inFrom + i).reinterpretAsInts();
            IntVector magnitude = bits.and(0x7FFFFFFF);
            IntVector lastKeptBit = magnitude.lanewise(VectorOperators.LSHR, 13).and(1);
            IntVector normal = magnitude
                    .add(lastKeptBit)
                    .add(0x0FFF - (112 << 23))
                    .lanewise(VectorOperators.LSHR, 13)
                    .min(0x7C00);
            IntVector small = magnitude
                    .reinterpretAsFloats()
                    .add(0.5f)
                    .reinterpretAsInts()
                    .sub(Float.floatToRawIntBits(0.5f));
            IntVector nan =
                    magnitude.lanewise(VectorOperators.LSHR, 13).and(0x03FF).lanewise(VectorOperators.OR, 0x7E00);
            ((ShortVector) normal.blend(small, magnitude.compare(VectorOperators.LT, 0x38800000))
                            .blend(nan, magnitude.compare(VectorOperators.GT, FLOAT_INFINITY))
                            .lanewise(
                                    VectorOperators.OR,
                                    bits.lanewise(VectorOperators.LSHR, 16).and(0x8000))
                            .convertShape(VectorOperators.I2S, SHORTS, 0))
                    .intoArray(out, outFrom + i);
        }
        for (int i = vectors; i < count; i++) {
            out[outFrom + i] = Float16.fromFloat(in[inFrom + i]);
        }
    }

    static void bfloat16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        int vectors = FLOATS.loopBound(count);
        int step = Species.floatStep;
        for (int i = 0; i < vectors; i += step) {
            ((IntVector) ShortVector.fromArray(SHORTS, in, inFrom + i).convertShape(VectorOperators.S2I, INTS, 0))
                    .lanewise(VectorOperators.LSHL, 16)
                    .reinterpretAsFloats()
                    .intoArray(out, outFrom + i);
        }
        for (int i = vectors; i < count; i++) {
            out[outFrom + i] = BFloat16.toFloat(in[inFrom + i]);
        }
    }

    static void floatToBfloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        int vectors = FLOATS.loopBound(count);
        int step = Species.floatStep;
        for (int i = 0; i < vectors; i += step) {
            IntVector bits = FloatVector.fromArray(FLOATS, in, inFrom + i).reinterpretAsInts();
            IntVector lastKeptBit = bits.lanewise(VectorOperators.LSHR, 16).and(1);
            IntVector rounded = bits.add(0x7FFF).add(lastKeptBit);
            IntVector nan = bits.lanewise(VectorOperators.OR, FLOAT_QUIET_BIT);
            ((ShortVector) rounded.blend(nan, bits.and(0x7FFFFFFF).compare(VectorOperators.GT, FLOAT_INFINITY))
                            .lanewise(VectorOperators.LSHR, 16)
                            .convertShape(VectorOperators.I2S, SHORTS, 0))
                    .intoArray(out, outFrom + i);
        }
        for (int i = vectors; i < count; i++) {
            out[outFrom + i] = BFloat16.fromFloat(in[inFrom + i]);
        }
    }
}
