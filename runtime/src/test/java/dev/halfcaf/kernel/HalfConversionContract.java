package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the conversions of both 16-bit formats. */
abstract class HalfConversionContract {
    abstract HalfFormat format();

    abstract float toFloat(short bits);

    abstract double toDouble(short bits);

    abstract short fromFloat(float value);

    abstract short fromDouble(double value);

    @Test
    void everyPatternHasTheValueOfItsFields() {
        for (int pattern = 0; pattern < 1 << 16; pattern++) {
            short bits = (short) pattern;
            if (format().isNaN(bits)) {
                assertThat(toFloat(bits)).isNaN();
                assertThat(toDouble(bits)).isNaN();
            } else if (format().value(bits) != toFloat(bits)
                    || format().value(bits) != toDouble(bits)
                    || isNegative(toFloat(bits)) != bits < 0
                    || isNegative(toDouble(bits)) != bits < 0) {
                throw new AssertionError(Integer.toHexString(pattern) + " became " + toFloat(bits) + " and "
                        + toDouble(bits) + ", not " + format().value(bits));
            }
        }
    }

    @Test
    void everyPatternSurvivesTheWayThereAndBack() {
        for (int pattern = 0; pattern < 1 << 16; pattern++) {
            short bits = (short) pattern;
            // A signalling NaN becomes quiet, as in every conversion between IEEE 754 formats.
            int expected = format().isNaN(bits) ? pattern | format().quietBit() : pattern;
            assertThat(fromFloat(toFloat(bits)) & 0xFFFF).isEqualTo(expected);
            assertThat(fromDouble(toDouble(bits)) & 0xFFFF).isEqualTo(expected);
        }
    }

    @Test
    void floatsRoundToNearestEvenAroundEveryValueAndEveryTie() {
        format().forEachDecision(
                        x -> Math.nextUp((float) x), x -> Math.nextDown((float) x), x -> checkFloat((float) x));
    }

    @Test
    void doublesRoundOnceAroundEveryValueAndEveryTie() {
        format().forEachDecision(Math::nextUp, Math::nextDown, this::checkDouble);
    }

    @Test
    void floatsAllOverTheRangeRoundToNearestEven() {
        int stepThatIsPrime = 127;
        for (long bits = 0; bits < 1L << 32; bits += stepThatIsPrime) {
            checkFloat(Float.intBitsToFloat((int) bits));
        }
    }

    @Test
    void doublesAllOverTheRangeRoundToNearestEven() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000_000; i++) {
            checkDouble(Double.longBitsToDouble(random.nextLong()));
            checkDouble(Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 40));
        }
    }

    @Test
    void aNanKeepsItsSignAndTheTopOfItsPayload() {
        for (int payload = 1; payload < 0x800000; payload += 997) {
            for (int sign : new int[] {0, 1 << 31}) {
                float nan = Float.intBitsToFloat(sign | 0x7F800000 | payload);
                int expected = sign >>> 16
                        | format().infinity()
                        | format().quietBit()
                        | payload >>> 23 - Integer.numberOfTrailingZeros(format().quietBit()) - 1;
                assertThat(fromFloat(nan) & 0xFFFF).isEqualTo(expected);
                assertThat(fromDouble(nan) & 0xFFFF).isEqualTo(expected);
            }
        }
    }

    @Test
    void infinitiesAndZerosKeepTheirSigns() {
        int infinity = format().infinity();
        assertThat(fromFloat(Float.POSITIVE_INFINITY)).isEqualTo((short) infinity);
        assertThat(fromFloat(Float.NEGATIVE_INFINITY)).isEqualTo((short) (0x8000 | infinity));
        assertThat(fromDouble(Double.POSITIVE_INFINITY)).isEqualTo((short) infinity);
        assertThat(fromDouble(Double.NEGATIVE_INFINITY)).isEqualTo((short) (0x8000 | infinity));
        assertThat(fromFloat(-0f)).isEqualTo((short) 0x8000);
        assertThat(fromDouble(-0.0)).isEqualTo((short) 0x8000);
        assertThat(fromFloat(-Float.MIN_VALUE)).isEqualTo((short) 0x8000);
        assertThat(fromDouble(-Double.MIN_VALUE)).isEqualTo((short) 0x8000);
        assertThat(fromDouble(Double.MAX_VALUE)).isEqualTo((short) infinity);
    }

    private void checkFloat(float number) {
        if (!Float.isNaN(number) && !format().isNearest(fromFloat(number), number)) {
            throw new AssertionError("float " + number + " became " + Integer.toHexString(fromFloat(number) & 0xFFFF));
        }
    }

    private void checkDouble(double number) {
        if (!Double.isNaN(number) && !format().isNearest(fromDouble(number), number)) {
            throw new AssertionError(
                    "double " + number + " became " + Integer.toHexString(fromDouble(number) & 0xFFFF));
        }
    }

    private static boolean isNegative(double value) {
        return Double.doubleToRawLongBits(value) < 0;
    }
}
