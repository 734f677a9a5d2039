package dev.halfcaf.device;

/** What becomes of the pixels under a window, for each channel. Padding is no pixel. */
public enum PoolingOp {
    /** The largest; NaN if one is NaN. */
    MAX,
    /** The mean. */
    MEAN
}
