package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.NdArray;

/** What an op computes in, for operands and result together. */
enum Format {
    /** float32: floating dtypes, none of them float64. */
    FLOAT,
    /** float64: floating dtypes, one of them float64. */
    DOUBLE,
    /** 64-bit integers: integer dtypes and bool. */
    LONG;

    static Format of(NdArray... arrays) {
        Format format = LONG;
        for (NdArray array : arrays) {
            if (array.dtype() == Dtype.FLOAT64) {
                return DOUBLE;
            }
            if (array.dtype().isFloating()) {
                format = FLOAT;
            }
        }
        return format;
    }
}
