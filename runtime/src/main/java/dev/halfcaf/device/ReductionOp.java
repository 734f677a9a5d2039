package dev.halfcaf.device;

/** Functions of all elements along some axes. Half and float32 sums, means and products accumulate in float32 or wider. */
public enum ReductionOp {
    /** 0 over no elements. */
    SUM,
    /** Floating dtypes only; NaN over no elements. */
    MEAN,
    /** 1 over no elements. */
    PROD,
    /** NaN if an element is NaN; the caller sees to it that there is an element. */
    MAX,
    /** NaN if an element is NaN; the caller sees to it that there is an element. */
    MIN
}
