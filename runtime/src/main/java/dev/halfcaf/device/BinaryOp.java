package dev.halfcaf.device;

/**
 * Elementwise functions of two operands a and b. Half dtypes are computed in float32 and rounded once. The {@code
 * *_GRADIENT} functions are the derivatives that a chain of other ops would round more than once: a is the gradient of
 * the function's output, b what the derivative is written in.
 */
public enum BinaryOp {
    ADD,
    SUB,
    MUL,
    /** Integers: Java's division, towards zero; a zero divisor throws ArithmeticException. */
    DIV,
    POW,
    /** The larger; NaN if one is NaN. */
    MAXIMUM,
    /** The smaller; NaN if one is NaN. */
    MINIMUM,
    /** bool only. */
    LOGICAL_AND,
    /** bool only. */
    LOGICAL_OR,
    /** b is the input: {@code a * signum(b)}. */
    ABS_GRADIENT,
    /** b is the input: {@code a * 2 * b}. */
    SQUARE_GRADIENT,
    /** b is the output: {@code a / (2 * b)}. */
    SQRT_GRADIENT,
    /** b is the output: {@code a * (1 - b * b)}. */
    TANH_GRADIENT,
    /** b is the output: {@code a * b * (1 - b)}. */
    SIGMOID_GRADIENT,
    /** b is the output: {@code b > 0 ? a : 0}. */
    RELU_GRADIENT,
    /** b is the input: {@code a * (Phi(b) + b * phi(b))}, with the normal distribution's function Phi and density phi. */
    GELU_GRADIENT,
    /** b is the input: {@code a * s * (1 + b * (1 - s))} with {@code s = 1 / (1 + exp(-b))}. */
    SILU_GRADIENT
}
