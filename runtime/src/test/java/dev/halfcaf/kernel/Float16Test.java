package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {
    /** The conversions that this JVM uses: from JDK 20 on its own, before that ours. */
    @Nested
    class AsUsed extends HalfConversionContract {
        @Override
        HalfFormat format() {
            return HalfFormat.FLOAT16;
        }

        @Override
        float toFloat(short bits) {
            return Float16.toFloat(bits);
        }

        @Override
        double toDouble(short bits) {
            return Float16.toDouble(bits);
        }

        @Override
        short fromFloat(float value) {
            return Float16.fromFloat(value);
        }

        @Override
        short fromDouble(double value) {
            return Float16.fromDouble(value);
        }
    }

    /** Our own conversions, on every JVM. */
    @Nested
    class Portable extends AsUsed {
        @Override
        float toFloat(short bits) {
            return Float16.toFloatPortably(bits);
        }

        @Override
        double toDouble(short bits) {
            return Float16.toFloatPortably(bits);
        }

        @Override
        short fromFloat(float value) {
            return Float16.fromFloatPortably(value);
        }
    }

    /**
     * The examples of the article "Half-precision floating-point format" in the English Wikipedia, and 0.1 and pi as in
     * NumPy.
     */
    @ParameterizedTest
    @CsvSource({
        "0000, 0",
        "0001, 0.000000059604645",
        "03ff, 0.000060975552",
        "0400, 0.00006103515625",
        "3555, 0.33325195",
        "3bff, 0.99951172",
        "3c00, 1",
        "3c01, 1.00097656",
        "7bff, 65504",
        "7c00, Infinity",
        "8000, -0.0",
        "c000, -2",
        "fc00, -Infinity",
        "2e66, 0.1",
        "4248, 3.14159265358979"
    })
    void publishedVectors(String bits, double value) {
        short expected = (short) Integer.parseInt(bits, 16);
        assertThat(Float16.fromDouble(value)).isEqualTo(expected);
        assertThat(Float16.fromFloat((float) value)).isEqualTo(expected);
    }

    @Test
    void overflowBeginsAt65520() {
        assertThat(Float16.fromFloat(65519.99f)).isEqualTo((short) 0x7BFF);
        assertThat(Float16.fromFloat(65520f)).isEqualTo((short) 0x7C00);
        assertThat(Float16.fromFloat(-65520f)).isEqualTo((short) 0xFC00);
        assertThat(Float16.fromDouble(Math.nextDown(65520.0))).isEqualTo((short) 0x7BFF);
        assertThat(Float16.fromDouble(65520.0)).isEqualTo((short) 0x7C00);
    }

    @Test
    void aDoubleThatFloatWouldRoundToATieIsRoundedOnce() {
        // 1 + 2^-11 is the tie between 1 and the next float16, 1 + 2^-10; a bit more must go up.
        double justAboveTheTie = 1 + 0x1p-11 + 0x1p-40;
        assertThat(Float16.fromFloat((float) justAboveTheTie)).isEqualTo((short) 0x3C00);
        assertThat(Float16.fromDouble(justAboveTheTie)).isEqualTo((short) 0x3C01);
    }
}
