package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.kernel.BFloat16;
import dev.halfcaf.kernel.Float16;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DtypeTest {
    @ParameterizedTest
    @EnumSource
    void aNameLeadsBackToItsDtype(Dtype dtype) {
        assertThat(Dtype.of(dtype.toString())).isEqualTo(dtype);
    }

    @Test
    void anUnknownNameListsTheNames() {
        assertThatThrownBy(() -> Dtype.of("half"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'half' is no dtype. Dtypes: float16, bfloat16, float32, float64, int32, int64, bool.");
        assertThatThrownBy(() -> Dtype.of("FLOAT16")).isInstanceOf(IllegalArgumentException.class);
    }

    /** As torch.finfo prints them (PyTorch 2.7), and Java's constants. */
    @ParameterizedTest
    @CsvSource({
        "FLOAT16,  65504,                  6.103515625e-05,         5.960464477539063e-08,   0.0009765625",
        "BFLOAT16, 3.3895313892515355e+38, 1.1754943508222875e-38,  9.183549615799121e-41,   0.0078125",
        "FLOAT32,  3.4028234663852886e+38, 1.1754943508222875e-38,  1.401298464324817e-45,   1.1920928955078125e-07",
        "FLOAT64,  1.7976931348623157e308, 2.2250738585072014e-308, 4.9e-324,                2.220446049250313e-16"
    })
    void limitsOfFloatingDtypes(
            Dtype dtype, double max, double smallestNormal, double smallestSubnormal, double epsilon) {
        assertThat(dtype.max()).isEqualTo(max);
        assertThat(dtype.lowest()).isEqualTo(-max);
        assertThat(dtype.smallestNormal()).isEqualTo(smallestNormal);
        assertThat(dtype.smallestSubnormal()).isEqualTo(smallestSubnormal);
        assertThat(dtype.epsilon()).isEqualTo(epsilon);
    }

    @Test
    void limitsOfTheOthers() {
        assertThat(Dtype.INT32.lowest()).isEqualTo(-0x1p31);
        assertThat(Dtype.INT32.max()).isEqualTo(0x1p31 - 1);
        assertThat(Dtype.INT64.lowest()).isEqualTo(-0x1p63);
        assertThat(Dtype.INT64.max()).isEqualTo(0x1p63);
        assertThat(Dtype.BOOL.lowest()).isZero();
        assertThat(Dtype.BOOL.max()).isOne();
        assertThatThrownBy(Dtype.INT32::epsilon)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("epsilon() is defined for floating dtypes; this is int32.");
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT16,  true,  false, true,  2",
        "BFLOAT16, true,  false, true,  2",
        "FLOAT32,  true,  false, false, 4",
        "FLOAT64,  true,  false, false, 8",
        "INT32,    false, true,  false, 4",
        "INT64,    false, true,  false, 8",
        "BOOL,     false, false, false, 1"
    })
    void kinds(Dtype dtype, boolean floating, boolean integral, boolean half, int bytes) {
        assertThat(dtype.isFloating()).isEqualTo(floating);
        assertThat(dtype.isIntegral()).isEqualTo(integral);
        assertThat(dtype.isHalf()).isEqualTo(half);
        assertThat(dtype.bytes()).isEqualTo(bytes);
    }

    @Test
    void atLeastFloat32WidensTheHalves() {
        assertThat(Dtype.FLOAT16.atLeastFloat32()).isEqualTo(Dtype.FLOAT32);
        assertThat(Dtype.BFLOAT16.atLeastFloat32()).isEqualTo(Dtype.FLOAT32);
        assertThat(Dtype.FLOAT32.atLeastFloat32()).isEqualTo(Dtype.FLOAT32);
        assertThat(Dtype.FLOAT64.atLeastFloat32()).isEqualTo(Dtype.FLOAT64);
        assertThatThrownBy(Dtype.BOOL::atLeastFloat32).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void roundingAgreesWithTheConversions() {
        Random random = new Random(8);
        for (int i = 0; i < 500_000; i++) {
            checkRounding(Double.longBitsToDouble(random.nextLong()));
            checkRounding(Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 40));
            // Middles between neighbours, and what lies next to them.
            double middle = Float16.toDouble((short) random.nextInt()) + Math.scalb(1.0, random.nextInt(24) - 25);
            checkRounding(middle);
            checkRounding(Math.nextUp(middle));
            checkRounding(Math.nextDown(middle));
        }
        for (double edge : new double[] {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            65519.99,
            65520,
            -65520,
            0x1p-25,
            0x1.8p-25,
            Double.NaN,
            Double.NEGATIVE_INFINITY
        }) {
            checkRounding(edge);
        }
    }

    private static void checkRounding(double value) {
        check(Dtype.FLOAT16, value, Float16.toDouble(Float16.fromDouble(value)));
        check(Dtype.BFLOAT16, value, BFloat16.toDouble(BFloat16.fromDouble(value)));
        check(Dtype.FLOAT32, value, (float) value);
        check(Dtype.FLOAT64, value, value);
    }

    private static void check(Dtype dtype, double value, double expected) {
        if (Double.compare(dtype.round(value), expected) != 0) {
            throw new AssertionError(dtype + " of " + value + ": " + dtype.round(value) + ", not " + expected);
        }
    }

    @Test
    void integersAreCutOffAndSaturate() {
        assertThat(Dtype.INT32.round(-2.9)).isEqualTo(-2);
        assertThat(Dtype.INT32.round(1e12)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Dtype.INT64.round(-1e30)).isEqualTo(Long.MIN_VALUE);
        assertThat(Dtype.INT64.round(Double.NaN)).isZero();
        assertThat(Dtype.BOOL.round(-0.0)).isZero();
        assertThat(Dtype.BOOL.round(Double.NaN)).isOne();
        assertThat(Dtype.BOOL.round(0.1)).isOne();
    }
}
