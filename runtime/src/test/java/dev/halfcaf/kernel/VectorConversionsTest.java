package dev.halfcaf.kernel;

import static dev.halfcaf.kernel.BothSets.MOST;
import static dev.halfcaf.kernel.BothSets.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vector set's conversions give the bits of Float16 and BFloat16, in every lane and behind the last vector. */
class VectorConversionsTest {
    private static final int PATTERNS = 1 << 16;

    /** Stretches that are no whole number of vectors. */
    private static final int STRETCH = 4099;

    private interface Widening {
        void run(short[] in, int inFrom, float[] out, int outFrom, int count);
    }

    private interface Narrowing {
        void run(float[] in, int inFrom, short[] out, int outFrom, int count);
    }

    private interface FromHalf {
        float apply(short bits);
    }

    private interface ToHalf {
        short apply(float number);
    }

    @Test
    void everyPatternIsWidened() {
        checkAll(VECTOR::float16ToFloat, Float16::toFloat);
        checkAll(VECTOR::bfloat16ToFloat, BFloat16::toFloat);
    }

    private static void checkAll(Widening widening, FromHalf expected) {
        short[] in = new short[PATTERNS];
        for (int i = 0; i < PATTERNS; i++) {
            in[i] = (short) i;
        }
        float[] out = new float[PATTERNS];
        for (int from = 0; from < PATTERNS; from += STRETCH) {
            widening.run(in, from, out, from, Math.min(STRETCH, PATTERNS - from));
        }
        for (int i = 0; i < PATTERNS; i++) {
            assertThat(Float.floatToRawIntBits(out[i]))
                    .as("pattern %x", i)
                    .isEqualTo(Float.floatToRawIntBits(expected.apply(in[i])));
        }
    }

    @Test
    void everyDecisionIsRoundedAlike() {
        checkDecisions(HalfFormat.FLOAT16, VECTOR::floatToFloat16, Float16::fromFloat);
        checkDecisions(HalfFormat.BFLOAT16, VECTOR::floatToBfloat16, BFloat16::fromFloat);
    }

    private static void checkDecisions(HalfFormat format, Narrowing narrowing, ToHalf expected) {
        float[] in = new float[12 * PATTERNS / 2];
        int[] count = {0};
        format.forEachDecision(
                x -> Math.nextUp((float) x), x -> Math.nextDown((float) x), x -> in[count[0]++] = (float) x);
        checkAll(in, count[0], narrowing, expected);
    }

    @Test
    void floatsAllOverTheRangeAreRoundedAlike() {
        float[] in = new float[STRETCH];
        int stepThatIsPrime = 1009;
        for (long bits = 0; bits < 1L << 32; ) {
            int count = 0;
            for (; count < STRETCH && bits < 1L << 32; count++, bits += stepThatIsPrime) {
                in[count] = Float.intBitsToFloat((int) bits);
            }
            checkAll(in, count, VECTOR::floatToFloat16, Float16::fromFloat);
            checkAll(in, count, VECTOR::floatToBfloat16, BFloat16::fromFloat);
        }
    }

    @Test
    void nansKeepTheirPayloads() {
        float[] in = new float[2 * 0x800000 / 61 + 2];
        int count = 0;
        for (int payload = 1; payload < 0x800000; payload += 61) {
            in[count++] = Float.intBitsToFloat(0x7F800000 | payload);
            in[count++] = Float.intBitsToFloat(0xFF800000 | payload);
        }
        checkAll(in, count, VECTOR::floatToFloat16, Float16::fromFloat);
        checkAll(in, count, VECTOR::floatToBfloat16, BFloat16::fromFloat);
    }

    @Test
    void whatIsTooLargeForTheCacheIsRoundedAlike() {
        float[] in = BothSets.floats((1 << 21) + 5, new Random(3));
        checkAll(in, in.length, VECTOR::floatToFloat16, Float16::fromFloat);
    }

    private static void checkAll(float[] in, int count, Narrowing narrowing, ToHalf expected) {
        short[] out = new short[count];
        narrowing.run(in, 0, out, 0, count);
        for (int i = 0; i < count; i++) {
            if (out[i] != expected.apply(in[i])) {
                throw new AssertionError(Integer.toHexString(Float.floatToRawIntBits(in[i])) + " became "
                        + Integer.toHexString(out[i] & 0xFFFF) + ", not "
                        + Integer.toHexString(expected.apply(in[i]) & 0xFFFF));
            }
        }
    }

    @Test
    void nothingIsWrittenBesideAnyStretch() {
        Random random = new Random(4);
        for (int count = 0; count <= MOST; count++) {
            int inFrom = random.nextInt(20);
            int outFrom = random.nextInt(20);
            float[] in = BothSets.floats(inFrom + count + 3, random);
            checkStretch(in, inFrom, outFrom, count, VECTOR::floatToFloat16, Float16::fromFloat);
            checkStretch(in, inFrom, outFrom, count, VECTOR::floatToBfloat16, BFloat16::fromFloat);
            short[] halves = new short[in.length];
            for (int i = 0; i < halves.length; i++) {
                halves[i] = (short) random.nextInt();
            }
            checkStretch(halves, inFrom, outFrom, count, VECTOR::float16ToFloat, Float16::toFloat);
            checkStretch(halves, inFrom, outFrom, count, VECTOR::bfloat16ToFloat, BFloat16::toFloat);
        }
    }

    private static void checkStretch(
            float[] in, int inFrom, int outFrom, int count, Narrowing narrowing, ToHalf expected) {
        short[] out = new short[outFrom + count + 3];
        short[] wanted = new short[out.length];
        for (int i = 0; i < count; i++) {
            wanted[outFrom + i] = expected.apply(in[inFrom + i]);
        }
        narrowing.run(in, inFrom, out, outFrom, count);
        assertThat(out).isEqualTo(wanted);
    }

    private static void checkStretch(
            short[] in, int inFrom, int outFrom, int count, Widening widening, FromHalf expected) {
        float[] out = new float[outFrom + count + 3];
        float[] wanted = new float[out.length];
        for (int i = 0; i < count; i++) {
            wanted[outFrom + i] = expected.apply(in[inFrom + i]);
        }
        widening.run(in, inFrom, out, outFrom, count);
        for (int i = 0; i < out.length; i++) {
            assertThat(Float.floatToRawIntBits(out[i])).isEqualTo(Float.floatToRawIntBits(wanted[i]));
        }
    }
}
