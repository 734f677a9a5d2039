package dev.halfcaf;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The element type of a {@link Tensor}.
 *
 * <p>Limits of the floating dtypes follow IEEE 754-2019 binary16, binary32 and binary64; bfloat16 is binary32 with its
 * significand cut to 8 bits (Intel, "BFLOAT16 – Hardware Numerics Definition", 2018). With p bits of significand
 * precision, emax the largest exponent and emin = 1 - emax: {@code max = (2 - 2^(1-p)) * 2^emax},
 * {@code smallestNormal = 2^emin}, {@code smallestSubnormal = 2^(emin - p + 1)} and {@code epsilon = 2^(1-p)}.
 */
public enum Dtype {
    /** IEEE 754 binary16: 11 bits of precision, largest finite value 65504. */
    FLOAT16(Kind.FLOATING, 2, 11, 15),
    /** bfloat16: the range of float32 with 8 bits of precision. */
    BFLOAT16(Kind.FLOATING, 2, 8, 127),
    /** IEEE 754 binary32, Java's {@code float}. */
    FLOAT32(Kind.FLOATING, 4, 24, 127),
    /** IEEE 754 binary64, Java's {@code double}. */
    FLOAT64(Kind.FLOATING, 8, 53, 1023),
    /** 32-bit two's complement integer, Java's {@code int}. */
    INT32(Kind.INTEGRAL, 4, 31, 0),
    /** 64-bit two's complement integer, Java's {@code long}. */
    INT64(Kind.INTEGRAL, 8, 63, 0),
    /** true or false, one byte an element. */
    BOOL(Kind.BOOLEAN, 1, 1, 0);

    private enum Kind {
        FLOATING,
        INTEGRAL,
        BOOLEAN
    }

    private final Kind kind;
    private final int bytes;
    private final int precision;
    private final int maxExponent;

    Dtype(Kind kind, int bytes, int precision, int maxExponent) {
        this.kind = kind;
        this.bytes = bytes;
        this.precision = precision;
        this.maxExponent = maxExponent;
    }

    /**
     * The dtype of this name.
     *
     * @param name a name as {@link #toString} prints it, such as {@code "float16"}
     * @throws IllegalArgumentException if no dtype has that name; the message lists the names
     */
    public static Dtype of(String name) {
        for (Dtype dtype : values()) {
            if (dtype.toString().equals(name)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no dtype. Dtypes: "
                + Arrays.stream(values()).map(Dtype::toString).collect(Collectors.joining(", ")) + ".");
    }

    /** Whether this is float16, bfloat16, float32 or float64. */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /** Whether this is int32 or int64. */
    public boolean isIntegral() {
        return kind == Kind.INTEGRAL;
    }

    /** Whether this is one of the 16-bit floating dtypes, float16 or bfloat16. */
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /** Bytes an element takes in memory. */
    public int bytes() {
        return bytes;
    }

    /** The wider of float32 and this dtype: where gradients, slots and losses are computed. */
    public Dtype atLeastFloat32() {
        requireFloating("atLeastFloat32()");
        return this == FLOAT64 ? FLOAT64 : FLOAT32;
    }

    /** The most negative finite value: {@code -max()} for a floating dtype, 0 for bool. */
    public double lowest() {
        return switch (kind) {
            case FLOATING -> -max();
            case INTEGRAL -> this == INT32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
            case BOOLEAN -> 0;
        };
    }

    /** The largest finite value; for int64 the nearest double, 2^63. */
    public double max() {
        return switch (kind) {
            case FLOATING -> (2 - Math.scalb(1.0, 1 - precision)) * Math.scalb(1.0, maxExponent);
            case INTEGRAL -> this == INT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
            case BOOLEAN -> 1;
        };
    }

    /**
     * The smallest positive value with full precision.
     *
     * @throws UnsupportedOperationException if this is not a floating dtype
     */
    public double smallestNormal() {
        requireFloating("smallestNormal()");
        return Math.scalb(1.0, 1 - maxExponent);
    }

    /**
     * The smallest positive value.
     *
     * @throws UnsupportedOperationException if this is not a floating dtype
     */
    public double smallestSubnormal() {
        requireFloating("smallestSubnormal()");
        return Math.scalb(1.0, 1 - maxExponent - precision + 1);
    }

    /**
     * The distance from 1 to the next larger value.
     *
     * @throws UnsupportedOperationException if this is not a floating dtype
     */
    public double epsilon() {
        requireFloating("epsilon()");
        return Math.scalb(1.0, 1 - precision);
    }

    /**
     * The value that this dtype holds for {@code value}: floating dtypes round once, to nearest, ties to even, with
     * overflow to infinity; integer dtypes cut the fraction off and saturate, as Java's casts do; bool is 1 for all but
     * zero.
     */
    public double round(double value) {
        return switch (kind) {
            case FLOATING -> roundToFloating(value);
            case INTEGRAL -> this == INT32 ? (int) value : (double) (long) value;
            case BOOLEAN -> value == 0 ? 0 : 1;
        };
    }

    private double roundToFloating(double value) {
        if (this == FLOAT64 || value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        // The gap between neighbours at this magnitude; dividing by it and Math.rint are exact but for the rounding
        // meant.
        int exponent = Math.max(Math.getExponent(value), 1 - maxExponent);
        double gap = Math.scalb(1.0, exponent - precision + 1);
        double rounded = Math.rint(value / gap) * gap;
        return Math.abs(rounded) > max() ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }

    private void requireFloating(String what) {
        if (!isFloating()) {
            throw new UnsupportedOperationException(what + " is defined for floating dtypes; this is " + this + ".");
        }
    }

    /** The name that policies and messages use, such as {@code "float16"}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
