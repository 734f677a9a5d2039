package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halfcaf.NormalDistribution;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The float functions against StrictMath's, which are within 1 ulp of double. */
class ElementaryFunctionsTest {
    private static final double BOUND_IN_ULP = 0.500_02;
    private static final int STEP_THAT_IS_PRIME = 1009;

    private interface FloatFunction {
        float apply(float x);
    }

    @Test
    void exp() {
        checkAllOverTheRange(ElementaryFunctions::exp, StrictMath::exp);
    }

    @Test
    void log() {
        checkAllOverTheRange(ElementaryFunctions::log, StrictMath::log);
    }

    @Test
    void tanh() {
        checkAllOverTheRange(ElementaryFunctions::tanh, StrictMath::tanh);
    }

    @Test
    void sigmoid() {
        checkAllOverTheRange(ElementaryFunctions::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)));
    }

    @Test
    void silu() {
        checkAllOverTheRange(ElementaryFunctions::silu, x -> x / (1 + StrictMath.exp(-x)));
    }

    @Test
    void gelu() {
        checkAllOverTheRange(ElementaryFunctions::gelu, x -> x * NormalDistribution.below(x));
    }

    @Test
    void geluInDouble() {
        for (double x = -37; x < 10; x += 0.001) {
            double exact = x * NormalDistribution.below(x);
            assertThat(ElementaryFunctions.gelu(x)).isCloseTo(exact, within(8e-15 * Math.abs(exact)));
        }
        assertThat(ElementaryFunctions.gelu(0.0)).isZero();
        assertThat(ElementaryFunctions.gelu(-40.0)).isZero();
        assertThat(ElementaryFunctions.gelu(1e300)).isEqualTo(1e300);
        assertThat(ElementaryFunctions.gelu(Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(ElementaryFunctions.gelu(Double.NaN)).isNaN();
    }

    @Test
    void gradientsOfGeluAndSilu() {
        for (double x = -20; x < 20; x += 0.01) {
            double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            double gelu = NormalDistribution.below(x) + x * density;
            double s = 1 / (1 + Math.exp(-x));
            double silu = s + x * s * (1 - s);
            float f = (float) x;
            assertThat(ElementaryFunctions.geluGradient(1.5, x)).isCloseTo(1.5 * gelu, within(1e-14));
            assertThat(ElementaryFunctions.siluGradient(1.5, x)).isCloseTo(1.5 * silu, within(1e-14));
            assertThat((double) ElementaryFunctions.geluGradient(1.5f, f)).isCloseTo(1.5 * gelu, within(1e-6));
            assertThat((double) ElementaryFunctions.siluGradient(1.5f, f)).isCloseTo(1.5 * silu, within(1e-6));
        }
    }

    private static void checkAllOverTheRange(FloatFunction function, DoubleUnaryOperator exact) {
        for (long bits = 0; bits < 1L << 32; bits += STEP_THAT_IS_PRIME) {
            check(function, exact, Float.intBitsToFloat((int) bits));
        }
        for (float special : new float[] {
            0f,
            -0f,
            1,
            -1,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            88.72283f,
            88.72284f,
            -103.97208f,
            -103.97209f,
            -87.4f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN
        }) {
            check(function, exact, special);
        }
    }

    private static void check(FloatFunction function, DoubleUnaryOperator exact, float x) {
        checkWithin(function.apply(x), exact.applyAsDouble(x), x);
    }

    private static void checkWithin(float actual, double exact, Object... place) {
        boolean fine = Float.compare(actual, (float) exact) == 0
                || Math.abs(actual - exact) <= BOUND_IN_ULP * Math.ulp((float) exact);
        if (!fine) {
            throw new AssertionError("at " + Arrays.toString(place) + ": " + actual + ", not " + exact);
        }
    }

    @Test
    void powAllOverTheRange() {
        Random random = new Random(2);
        for (int i = 0; i < 1_000_000; i++) {
            float base = (float) random.nextGaussian() * 10;
            float exponent = (float) random.nextGaussian() * 10;
            checkPow(base, exponent);
            checkPow(base, Math.round(exponent));
            checkPow(Float.intBitsToFloat(random.nextInt()), Float.intBitsToFloat(random.nextInt()));
        }
    }

    @Test
    void powOfSpecialCases() {
        float[] specials = {
            Float.NaN,
            0f,
            -0f,
            1,
            -1,
            2,
            -2,
            3,
            -3,
            0.5f,
            -0.5f,
            1.5f,
            -1.5f,
            0x1p24f,
            -0x1p24f,
            16777215,
            Float.MAX_VALUE,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        };
        for (float base : specials) {
            for (float exponent : specials) {
                checkPow(base, exponent);
            }
        }
    }

    private static void checkPow(float base, float exponent) {
        checkWithin(ElementaryFunctions.pow(base, exponent), StrictMath.pow(base, exponent), base, exponent);
    }

    @Test
    void expInDoubleIsWithinTwoUlp() {
        Random random = new Random(4);
        for (int i = 0; i < 1_000_000; i++) {
            double x = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 1400 : 2);
            double exact = StrictMath.exp(x);
            assertThat(Math.abs(ElementaryFunctions.expWithoutSubnormals(x) - exact))
                    .isLessThanOrEqualTo(2 * Math.ulp(exact));
        }
        assertThat(ElementaryFunctions.expWithoutSubnormals(Double.NEGATIVE_INFINITY))
                .isZero();
        assertThat(ElementaryFunctions.expWithoutSubnormals(-1000)).isZero();
        assertThat(ElementaryFunctions.expWithoutSubnormals(0)).isOne();
        assertThat(ElementaryFunctions.expWithoutSubnormals(1000)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ElementaryFunctions.expWithoutSubnormals(Double.NaN)).isNaN();
    }
}
