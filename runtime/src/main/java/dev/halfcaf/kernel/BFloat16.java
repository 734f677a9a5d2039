package dev.halfcaf.kernel;

/**
 * Conversions between bfloat16, kept in a {@code short}, and Java's {@code float} and {@code double}. A bfloat16 is the
 * upper half of a float's bits (Intel, "BFLOAT16 – Hardware Numerics Definition", 2018).
 *
 * <p>Widening is exact. Narrowing rounds once, to nearest, ties to even, with overflow to infinity; it never cuts off.
 * Subnormals are kept. A NaN stays a NaN: it becomes quiet and keeps its sign and the upper bits of its payload.
 */
public final class BFloat16 {
    private static final int INFINITY = 0x7F80;
    private static final int QUIET_BIT = 0x0040;

    private BFloat16() {}

    /** The value of these bits. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The value of these bits. */
    public static double toDouble(short bits) {
        return toFloat(bits);
    }

    /** The nearest bfloat16. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7FFFFFFF) > 0x7F800000) {
            return (short) (bits >>> 16 | QUIET_BIT);
        }
        // A carry out of the significand raises the exponent, up to infinity, as it should.
        int lastKeptBit = bits >>> 16 & 1;
        return (short) ((bits + 0x7FFF + lastKeptBit) >>> 16);
    }

    /** The nearest bfloat16, rounded once, not by way of float. */
    public static short fromDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int sign = (int) (bits >>> 48) & 0x8000;
        long magnitude = bits & Long.MAX_VALUE;
        long rounded;
        if (magnitude > 0x7FF0_0000_0000_0000L) {
            rounded = INFINITY | QUIET_BIT | (magnitude >>> 45 & 0x007F);
        } else if (magnitude >= 0x47F0_0000_0000_0000L) { // from 2^128 on
            rounded = INFINITY;
        } else if (magnitude < 0x3810_0000_0000_0000L) { // below 2^-126
            // The last bit of a double in [2^-81, 2^-80) is 2^-133, the smallest subnormal: the addition rounds as
            // wanted.
            rounded = Double.doubleToRawLongBits(Double.longBitsToDouble(magnitude) + 0x1p-81)
                    - Double.doubleToRawLongBits(0x1p-81);
        } else {
            long lastKeptBit = magnitude >>> 45 & 1;
            rounded = (magnitude - (896L << 52) + 0xFFF_FFFF_FFFFL + lastKeptBit) >>> 45;
        }
        return (short) (sign | (int) rounded);
    }

    /** The nearest bfloat16, rounded once. */
    public static short fromLong(long value) {
        long exactInDouble = value;
        if (Math.abs(value) >= 1L << 53 || value == Long.MIN_VALUE) {
            // More bits than a double holds. What is below 2^12 can only break a tie: one odd bit says as much.
            exactInDouble = value >> 11 << 11 | ((value & 0x7FF) != 0 ? 0x800 : 0);
        }
        return fromDouble((double) exactInDouble);
    }
}
