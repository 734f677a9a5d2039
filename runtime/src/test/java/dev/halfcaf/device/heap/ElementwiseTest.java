package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.INTEGRAL;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertSame;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.computed;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.NormalDistribution;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ElementwiseTest {
    /** Lengths about a block's, and an empty one. */
    private static final int[] LENGTHS = {0, 1, 7, 1023, 1024, 1025, 2500};

    private static final double[] SPECIAL = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        1,
        -1,
        65504,
        -65504,
        0x1p-24,
        -0x1p-24,
        0x1p-133,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        88.8,
        -104,
        1e-8,
        0.5,
        20,
        -20
    };

    private final Random random = new Random(3);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LOGICAL_NOT")
    void floatingUnaryOpsRoundOnceFromTheFormatTheyComputeIn(UnaryOp op) {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            for (int length : LENGTHS) {
                NdArray in = array(dtypes[0], Shape.of(length), this::special);
                NdArray out = empty(dtypes[1], in.shape());

                DEVICE.unary(op, in, out);

                double[] x = values(in);
                double[] y = values(out);
                for (int i = 0; i < length; i++) {
                    checkUnary(op, dtypes, x[i], y[i]);
                }
            }
        }
    }

    private static void checkUnary(UnaryOp op, Dtype[] dtypes, double x, double y) {
        Dtype computed = computed(dtypes);
        double exact = exactUnary(op, x);
        Object[] description = {op, "of", x, dtypes[0], "to", dtypes[1]};
        switch (op) {
            case NEG, ABS, SQUARE, SQRT, RELU -> assertSame(y, dtypes[1].round(computed.round(exact)), description);
            case EXP, LOG, TANH, SIGMOID, GELU, SILU -> {
                // Float is rounded from double, a half from float: hence the half ulp of float beside that of the
                // result.
                double bound = computed == Dtype.FLOAT64
                        ? (op == UnaryOp.GELU ? 40 : 3) * Math.ulp(exact)
                        : 0.500_02 * ulp(Dtype.FLOAT32, exact);
                if (dtypes[1] != computed) {
                    bound += 0.5 * ulp(dtypes[1], exact) * (1 + 1e-12);
                }
                assertWithin(bound, y, exact, dtypes[1], description);
            }
            case LOGICAL_NOT -> throw new AssertionError(op);
        }
    }

    private static double exactUnary(UnaryOp op, double x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQUARE -> x * x;
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
            case RELU -> Double.isNaN(x) ? x : x > 0 ? x : 0;
            case GELU -> x * NormalDistribution.below(x);
            case SILU -> x / (1 + Math.exp(-x));
            case LOGICAL_NOT -> throw new AssertionError(op);
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"LOGICAL_AND", "LOGICAL_OR", "GELU_GRADIENT", "SILU_GRADIENT"})
    void floatingBinaryOpsRoundOnceFromTheFormatTheyComputeIn(BinaryOp op) {
        for (Dtype[] dtypes : floatingCombinations(3)) {
            for (int length : LENGTHS) {
                NdArray a = array(dtypes[0], Shape.of(length), this::special);
                NdArray b = array(dtypes[1], Shape.of(length), i -> special(random.nextInt(100)));
                NdArray out = empty(dtypes[2], a.shape());

                DEVICE.binary(op, a, b, out);

                double[] x = values(a);
                double[] y = values(b);
                double[] z = values(out);
                for (int i = 0; i < length; i++) {
                    double expected = computed(dtypes) == Dtype.FLOAT64
                            ? inDouble(op, x[i], y[i])
                            : inFloat(op, (float) x[i], (float) y[i]);
                    assertSame(
                            z[i],
                            dtypes[2].round(expected),
                            op,
                            "of",
                            x[i],
                            dtypes[0],
                            "and",
                            y[i],
                            dtypes[1],
                            "to",
                            dtypes[2]);
                }
            }
        }
    }

    /**
     * The formulas of BinaryOp; a single operation on floats is exact enough in double for its second rounding to do no
     * harm.
     */
    private static double inFloat(BinaryOp op, float a, float b) {
        return switch (op) {
            case ADD -> (float) ((double) a + b);
            case SUB -> (float) ((double) a - b);
            case MUL -> (float) ((double) a * b);
            case DIV -> (float) ((double) a / b);
            case POW -> (float) StrictMath.pow(a, b);
            case MAXIMUM -> Math.max((double) a, b);
            case MINIMUM -> Math.min((double) a, b);
            case ABS_GRADIENT -> (float) ((double) a * sign(b));
            case SQUARE_GRADIENT -> a * 2 * b;
            case SQRT_GRADIENT -> a / (2 * b);
            case TANH_GRADIENT -> a * (1 - b * b);
            case SIGMOID_GRADIENT -> a * b * (1 - b);
            case RELU_GRADIENT -> b > 0 ? a : 0;
            case GELU_GRADIENT, SILU_GRADIENT -> throw new AssertionError(op);
            case LOGICAL_AND, LOGICAL_OR -> throw new AssertionError(op);
        };
    }

    private static double inDouble(BinaryOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case POW -> StrictMath.pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case ABS_GRADIENT -> a * sign(b);
            case SQUARE_GRADIENT -> a * 2 * b;
            case SQRT_GRADIENT -> a / (2 * b);
            case TANH_GRADIENT -> a * (1 - b * b);
            case SIGMOID_GRADIENT -> a * b * (1 - b);
            case RELU_GRADIENT -> b > 0 ? a : 0;
            case GELU_GRADIENT, SILU_GRADIENT -> throw new AssertionError(op);
            case LOGICAL_AND, LOGICAL_OR -> throw new AssertionError(op);
        };
    }

    private static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    @Test
    void gradientsAreThoseOfTheExactDerivatives() {
        // The derivative, in float64, at an output y of the function; the bound is for the float32 that comes out.
        for (double y = -0.999; y < 1; y += 0.001) {
            float b = (float) y;
            checkGradient(BinaryOp.TANH_GRADIENT, b, 1 - (double) b * b, 2 * Math.ulp(1f));
            checkGradient(BinaryOp.SIGMOID_GRADIENT, b, b * (1 - (double) b), 2 * Math.ulp(1f));
            checkGradient(BinaryOp.SQUARE_GRADIENT, b, 2.0 * b, Math.ulp(1f));
            if (b > 0) {
                checkGradient(BinaryOp.SQRT_GRADIENT, b, 1 / (2.0 * b), Math.ulp(1 / (2 * b)));
            }
        }
    }

    private static void checkGradient(BinaryOp op, float b, double derivative, double bound) {
        NdArray out = empty(Dtype.FLOAT32, Shape.scalar());
        DEVICE.binary(op, array(Dtype.FLOAT32, Shape.scalar(), 1), array(Dtype.FLOAT32, Shape.scalar(), b), out);
        assertWithin(bound, values(out)[0], derivative, Dtype.FLOAT32, op, "at", b);
    }

    @Test
    void integersWrapAround() {
        for (Dtype dtype : INTEGRAL) {
            double min = dtype.lowest();
            assertThat(integers(BinaryOp.ADD, dtype, min, -1)).isEqualTo(dtype == Dtype.INT32 ? dtype.max() : 0x1p63);
            assertThat(integers(BinaryOp.DIV, dtype, min, -1)).isEqualTo(min);
            assertThat(integers(BinaryOp.DIV, dtype, -7, 2)).isEqualTo(-3);
            assertThat(integers(BinaryOp.SUB, dtype, 3, 5)).isEqualTo(-2);
            assertThat(integers(BinaryOp.MUL, dtype, -3, 5)).isEqualTo(-15);
            assertThat(integers(BinaryOp.POW, dtype, -3, 5)).isEqualTo(-243);
            assertThat(integers(BinaryOp.POW, dtype, 7, 0)).isEqualTo(1);
            assertThat(integers(BinaryOp.POW, dtype, 2, 64)).isZero();
            assertThat(integers(BinaryOp.MAXIMUM, dtype, -3, 5)).isEqualTo(5);
            assertThat(integers(BinaryOp.MINIMUM, dtype, -3, 5)).isEqualTo(-3);
            assertThat(integer(UnaryOp.NEG, dtype, 5)).isEqualTo(-5);
            assertThat(integer(UnaryOp.ABS, dtype, -5)).isEqualTo(5);
            assertThat(integer(UnaryOp.ABS, dtype, min)).isEqualTo(min);
            assertThat(integer(UnaryOp.SQUARE, dtype, -5)).isEqualTo(25);
            assertThat(integer(UnaryOp.RELU, dtype, -5)).isZero();
            assertThat(integer(UnaryOp.RELU, dtype, 5)).isEqualTo(5);
        }
    }

    @Test
    void integersHaveNoZeroDivisorAndNoNegativePower() {
        assertThatThrownBy(() -> integers(BinaryOp.DIV, Dtype.INT32, 1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> integers(BinaryOp.POW, Dtype.INT64, 2, -1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Integers have no negative powers: 2 to the power of -1. Cast to a floating dtype first.");
    }

    @Test
    void boolsKnowLogicOnly() {
        assertThat(integers(BinaryOp.LOGICAL_AND, Dtype.BOOL, 1, 1)).isEqualTo(1);
        assertThat(integers(BinaryOp.LOGICAL_AND, Dtype.BOOL, 1, 0)).isZero();
        assertThat(integers(BinaryOp.LOGICAL_OR, Dtype.BOOL, 0, 1)).isEqualTo(1);
        assertThat(integers(BinaryOp.LOGICAL_OR, Dtype.BOOL, 0, 0)).isZero();
        assertThat(integer(UnaryOp.LOGICAL_NOT, Dtype.BOOL, 1)).isZero();
        assertThat(integer(UnaryOp.LOGICAL_NOT, Dtype.BOOL, 0)).isEqualTo(1);
        assertThatThrownBy(() -> integers(BinaryOp.ADD, Dtype.BOOL, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ADD is not defined for bool.");
    }

    @Test
    void otherwiseUndefinedOpsSaySo() {
        assertThatThrownBy(() -> integer(UnaryOp.EXP, Dtype.INT32, 1)).hasMessage("EXP is not defined for int32.");
        assertThatThrownBy(() -> integers(BinaryOp.LOGICAL_OR, Dtype.FLOAT16, 1, 1))
                .hasMessage("LOGICAL_OR is defined for bool, not for floating numbers.");
        assertThatThrownBy(() -> integer(UnaryOp.LOGICAL_NOT, Dtype.FLOAT64, 1))
                .hasMessage("LOGICAL_NOT is defined for bool, not for floating numbers.");
    }

    private static double integer(UnaryOp op, Dtype dtype, double x) {
        NdArray out = empty(dtype, Shape.scalar());
        DEVICE.unary(op, array(dtype, Shape.scalar(), x), out);
        return values(out)[0];
    }

    private static double integers(BinaryOp op, Dtype dtype, double x, double y) {
        NdArray out = empty(dtype, Shape.of(1));
        DEVICE.binary(op, array(dtype, Shape.of(1), x), array(dtype, Shape.scalar(), y), out);
        return values(out)[0];
    }

    private double special(int i) {
        return i < SPECIAL.length ? SPECIAL[i] : random.nextGaussian() * Math.scalb(1.0, random.nextInt(12) - 6);
    }
}
