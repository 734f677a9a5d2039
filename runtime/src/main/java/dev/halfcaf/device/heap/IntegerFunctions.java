package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.UnaryOp;

/**
 * Elementwise functions of integers and bools, all computed in long: the lower 32 bits of a long result are the int
 * result, since Java's integers wrap around.
 */
final class IntegerFunctions {
    private IntegerFunctions() {}

    static void unary(UnaryOp op, Dtype dtype, long[] in, int from, long[] out, int count) {
        if ((op == UnaryOp.LOGICAL_NOT) != (dtype == Dtype.BOOL)) {
            throw undefined(op, dtype);
        }
        for (int i = 0; i < count; i++) {
            long x = in[from + i];
            out[i] = switch (op) {
                case NEG -> -x;
                case ABS -> Math.abs(x);
                case SQUARE -> x * x;
                case RELU -> Math.max(x, 0);
                case LOGICAL_NOT -> 1 - x;
                case SQRT, EXP, LOG, TANH, SIGMOID, GELU, SILU -> throw undefined(op, dtype);
            };
        }
    }

    static void binary(BinaryOp op, Dtype dtype, long[] a, int aFrom, long[] b, int bFrom, long[] out, int count) {
        boolean logical = op == BinaryOp.LOGICAL_AND || op == BinaryOp.LOGICAL_OR;
        if (logical != (dtype == Dtype.BOOL)) {
            throw undefined(op, dtype);
        }
        for (int i = 0; i < count; i++) {
            long x = a[aFrom + i];
            long y = b[bFrom + i];
            out[i] = switch (op) {
                case ADD -> x + y;
                case SUB -> x - y;
                case MUL -> x * y;
                case DIV -> x / y;
                case POW -> power(x, y);
                case MAXIMUM -> Math.max(x, y);
                case MINIMUM -> Math.min(x, y);
                case LOGICAL_AND -> x & y;
                case LOGICAL_OR -> x | y;
                case ABS_GRADIENT,
                        SQUARE_GRADIENT,
                        SQRT_GRADIENT,
                        TANH_GRADIENT,
                        SIGMOID_GRADIENT,
                        RELU_GRADIENT,
                        GELU_GRADIENT,
                        SILU_GRADIENT -> throw undefined(op, dtype);
            };
        }
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new ArithmeticException("Integers have no negative powers: " + base + " to the power of " + exponent
                    + ". Cast to a floating dtype first.");
        }
        long power = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }

    private static IllegalArgumentException undefined(Enum<?> op, Dtype dtype) {
        return new IllegalArgumentException(op + " is not defined for " + dtype + ".");
    }
}
