package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BFloat16Test extends HalfConversionContract {
    @Override
    HalfFormat format() {
        return HalfFormat.BFLOAT16;
    }

    @Override
    float toFloat(short bits) {
        return BFloat16.toFloat(bits);
    }

    @Override
    double toDouble(short bits) {
        return BFloat16.toDouble(bits);
    }

    @Override
    short fromFloat(float value) {
        return BFloat16.fromFloat(value);
    }

    @Override
    short fromDouble(double value) {
        return BFloat16.fromDouble(value);
    }

    /**
     * The examples of the article "bfloat16 floating-point format" in the English Wikipedia, and 0.1, which cut off is
     * 3dcc.
     */
    @ParameterizedTest
    @CsvSource({
        "0000, 0",
        "0080, 1.175494351e-38",
        "3f80, 1",
        "c000, -2",
        "4049, 3.14159265358979",
        "3eab, 0.333333333333",
        "7f7f, 3.38953139e38",
        "7f80, Infinity",
        "ff80, -Infinity",
        "8000, -0.0",
        "3dcd, 0.1"
    })
    void publishedVectors(String bits, double value) {
        short expected = (short) Integer.parseInt(bits, 16);
        assertThat(BFloat16.fromDouble(value)).isEqualTo(expected);
        assertThat(BFloat16.fromFloat((float) value)).isEqualTo(expected);
    }

    @Test
    void theLargestFloatOverflows() {
        assertThat(BFloat16.fromFloat(Float.MAX_VALUE)).isEqualTo((short) 0x7F80);
        assertThat(BFloat16.fromFloat(3.3895314e38f)).isEqualTo((short) 0x7F7F);
    }

    @Test
    void longsRoundOnce() {
        // Just above the tie 2^60 + 2^52, by less than a double of this size can tell.
        assertThat(BFloat16.fromDouble((double) ((1L << 60) + (1L << 52) + 1))).isEqualTo((short) 0x5D80);
        checkLong((1L << 60) + (1L << 52) + 1);
        checkLong((1L << 60) + (1L << 52));
        checkLong((1L << 60) + (1L << 52) - 1);
        for (long edge : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -(1L << 53) - 1}) {
            checkLong(edge);
        }
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            checkLong(number);
            // Ties and their neighbours: a 9-bit number, shifted.
            long tie = (long) (random.nextInt(256) | 256) << random.nextInt(54);
            checkLong(tie + random.nextInt(3) - 1);
            checkLong(-tie + random.nextInt(3) - 1);
        }
    }

    /** Nearest even by exact decimal arithmetic. */
    private static void checkLong(long number) {
        short bits = BFloat16.fromLong(number);
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal distance = distance(bits, exact);
        for (int neighbour : new int[] {bits - 1, bits + 1}) {
            if ((neighbour & 0x7FFF) >= HalfFormat.BFLOAT16.infinity()) {
                continue;
            }
            int nearer = distance.compareTo(distance((short) neighbour, exact));
            if (nearer > 0 || nearer == 0 && (bits & 1) == 1) {
                throw new AssertionError(number + " became " + Integer.toHexString(bits & 0xFFFF));
            }
        }
    }

    private static BigDecimal distance(short bits, BigDecimal exact) {
        return new BigDecimal(HalfFormat.BFLOAT16.value(bits)).subtract(exact).abs();
    }
}
