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
    /** bool only. */
    LOGICAL_NOT
}
