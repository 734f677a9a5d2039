package dev.halfcaf.device;

/** Elementwise comparisons; anything but NE is false where an operand is NaN. */
public enum ComparisonOp {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE
}
