package dev.halfcaf.device;

/** Elementwise functions of one operand. Half dtypes are computed in float32 and rounded once. */
public enum UnaryOp {
    NEG,
    ABS,
    SQUARE,
    SQRT,
    EXP,
    LOG,
    TANH,
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** {@code max(x, 0)}; NaN stays NaN. */
    RELU,
    /** {@code x * Phi(x)} with the normal distribution function Phi: {@code x * (1 + erf(x / sqrt(2))) / 2}, not tanh's form. */
    GELU,
    /** {@code x / (1 + exp(-x))}. */
    SILU,
    /** bool only. */
    LOGICAL_NOT
}
