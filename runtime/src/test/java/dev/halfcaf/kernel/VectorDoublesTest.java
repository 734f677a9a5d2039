package dev.halfcaf.kernel;

import static dev.halfcaf.kernel.BothSets.MOST;
import static dev.halfcaf.kernel.BothSets.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Between half numbers and doubles, too, the vector set gives the bits of Float16 and BFloat16: rounded once. */
class VectorDoublesTest {
    private static final int PATTERNS = 1 << 16;

    /** Stretches that are no whole number of vectors. */
    private static final int STRETCH = 4099;

    private interface Narrowing {
        void run(double[] in, int inFrom, short[] out, int outFrom, int count);
    }

    private interface ToHalf {
        short apply(double number);
    }

    @Test
    void everyPatternIsWidened() {
        short[] in = new short[PATTERNS];
        double[] float16 = new double[PATTERNS];
        double[] bfloat16 = new double[PATTERNS];
        for (int i = 0; i < PATTERNS; i++) {
            in[i] = (short) i;
        }
        for (int from = 0; from < PATTERNS; from += STRETCH) {
            int count = Math.min(STRETCH, PATTERNS - from);
            VECTOR.float16ToDouble(in, from, float16, from, count);
            VECTOR.bfloat16ToDouble(in, from, bfloat16, from, count);
        }
        for (int i = 0; i < PATTERNS; i++) {
            assertThat(bits(float16[i])).as("pattern %x", i).isEqualTo(bits(Float16.toFloat((short) i)));
            assertThat(bits(bfloat16[i])).as("pattern %x", i).isEqualTo(bits(BFloat16.toFloat((short) i)));
        }
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** Around every value and every tie: neighbours among doubles, and those that a float would not tell from the tie. */
    @Test
    void everyDecisionIsRoundedOnce() {
        checkDecisions(HalfFormat.FLOAT16, VECTOR::doubleToFloat16, Float16::fromDouble);
        checkDecisions(HalfFormat.BFLOAT16, VECTOR::doubleToBfloat16, BFloat16::fromDouble);
    }

    private static void checkDecisions(HalfFormat format, Narrowing narrowing, ToHalf expected) {
        DoubleUnaryOperator slightlyMore = x -> x + Math.scalb(x, -40);
        DoubleUnaryOperator slightlyLess = x -> x - Math.scalb(x, -40);
        double[] in = new double[12 * PATTERNS];
        int[] count = {0};
        format.forEachDecision(Math::nextUp, Math::nextDown, x -> in[count[0]++] = x);
        check(in, count[0], narrowing, expected);
        count[0] = 0;
        format.forEachDecision(slightlyMore::applyAsDouble, slightlyLess::applyAsDouble, x -> in[count[0]++] = x);
        check(in, count[0], narrowing, expected);
    }

    @Test
    void doublesAllOverTheRangeAreRoundedOnce() {
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            double[] in = BothSets.doubles(STRETCH, random);
            check(in, STRETCH, VECTOR::doubleToFloat16, Float16::fromDouble);
            check(in, STRETCH, VECTOR::doubleToBfloat16, BFloat16::fromDouble);
            // Where the subnormals of bfloat16, and those of float, begin and end.
            Arrays.setAll(in, i -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 160));
            check(in, STRETCH, VECTOR::doubleToBfloat16, BFloat16::fromDouble);
            Arrays.setAll(in, i -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 40));
            check(in, STRETCH, VECTOR::doubleToFloat16, Float16::fromDouble);
        }
    }

    @Test
    void nothingIsWrittenBesideAnyStretch() {
        Random random = new Random(14);
        for (int count = 0; count <= MOST; count++) {
            int from = random.nextInt(20);
            double[] in = BothSets.doubles(from + count + 3, random);
            short[] out = new short[2 + count + 3];
            short[] wanted = new short[out.length];
            VECTOR.doubleToFloat16(in, from, out, 2, count);
            for (int i = 0; i < count; i++) {
                wanted[2 + i] = Float16.fromDouble(in[from + i]);
            }
            assertThat(out).isEqualTo(wanted);
            VECTOR.doubleToBfloat16(in, from, out, 2, count);
            for (int i = 0; i < count; i++) {
                wanted[2 + i] = BFloat16.fromDouble(in[from + i]);
            }
            assertThat(out).isEqualTo(wanted);
            double[] widened = new double[out.length];
            VECTOR.bfloat16ToDouble(wanted, 2, widened, 2, count);
            for (int i = 0; i < out.length; i++) {
                double value = i < 2 || i >= 2 + count ? 0 : BFloat16.toFloat(wanted[i]);
                assertThat(bits(widened[i])).isEqualTo(bits(value));
            }
        }
    }

    private static void check(double[] in, int count, Narrowing narrowing, ToHalf expected) {
        short[] out = new short[count];
        narrowing.run(in, 0, out, 0, count);
        for (int i = 0; i < count; i++) {
            if (out[i] != expected.apply(in[i])) {
                throw new AssertionError(in[i] + ", " + Long.toHexString(bits(in[i])) + ", became "
                        + Integer.toHexString(out[i] & 0xFFFF) + ", not "
                        + Integer.toHexString(expected.apply(in[i]) & 0xFFFF));
            }
        }
    }
}
