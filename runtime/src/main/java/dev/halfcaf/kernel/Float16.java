package dev.halfcaf.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Conversions between IEEE 754 binary16, kept in a {@code short}, and Java's {@code float} and {@code double}.
 *
 * <p>Widening is exact. Narrowing rounds once, to nearest, ties to even: magnitudes from 65520 on become infinite,
 * those up to 2^-25 become zero with their sign. A NaN stays a NaN: it becomes quiet and keeps its sign and the upper
 * bits of its payload, as IEEE 754-2019 §6.2.3 recommends and as x86's F16C and ARM's FCVT do.
 *
 * <p>From JDK 20 on the conversions from and to float are the JVM's own, which are single instructions where the CPU
 * has them. They give the same bits; only in a NaN's payload may a JVM without such an instruction keep other bits.
 */
public final class Float16 {
    private static final int INFINITY = 0x7C00;
    private static final int QUIET_BIT = 0x0200;

    private static final @Nullable MethodHandle JVM_TO_FLOAT = jvm("float16ToFloat", float.class, short.class);
    private static final @Nullable MethodHandle JVM_FROM_FLOAT = jvm("floatToFloat16", short.class, float.class);

    private Float16() {}

    private static @Nullable MethodHandle jvm(String name, Class<?> to, Class<?> from) {
        try {
            return MethodHandles.publicLookup().findStatic(Float.class, name, MethodType.methodType(to, from));
        } catch (NoSuchMethodException | IllegalAccessException before20) {
            return null;
        }
    }

    /** The value of these bits. */
    public static float toFloat(short bits) {
        if (JVM_TO_FLOAT != null) {
            try {
                return (float) JVM_TO_FLOAT.invokeExact(bits);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
        return toFloatPortably(bits);
    }

    static float toFloatPortably(short bits) {
        int sign = (bits & 0x8000) << 16;
        int magnitude = bits & 0x7FFF;
        if (magnitude > INFINITY) {
            return Float.intBitsToFloat(sign | 0x7FC00000 | magnitude << 13);
        }
        if (magnitude == INFINITY) {
            return Float.intBitsToFloat(sign | 0x7F800000);
        }
        // Read with float32's exponent bias the number is 2^112 times too small, subnormals too: the product is exact.
        float value = Float.intBitsToFloat(magnitude << 13) * 0x1p112f;
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
    }

    /** The value of these bits. */
    public static double toDouble(short bits) {
        return toFloat(bits);
    }

    /** The nearest float16. */
    public static short fromFloat(float value) {
        if (JVM_FROM_FLOAT != null) {
            try {
                return (short) JVM_FROM_FLOAT.invokeExact(value);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
        return fromFloatPortably(value);
    }

    static short fromFloatPortably(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        int rounded;
        if (magnitude > 0x7F800000) {
            rounded = INFINITY | QUIET_BIT | (magnitude >>> 13 & 0x03FF);
        } else if (magnitude >= 0x47800000) { // from 2^16 on; 65520 to 2^16 overflow below, by the carry of rounding
            rounded = INFINITY;
        } else if (magnitude < 0x38800000) { // below 2^-14
            // The last bit of a float in [0.5, 1) is 2^-24, the smallest subnormal: the addition rounds as wanted.
            rounded = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + 0.5f) - Float.floatToRawIntBits(0.5f);
        } else {
            int lastKeptBit = magnitude >>> 13 & 1;
            rounded = (magnitude - (112 << 23) + 0x0FFF + lastKeptBit) >>> 13;
        }
        return (short) (sign | rounded);
    }

    /** The nearest float16, rounded once, not by way of float. */
    public static short fromDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int sign = (int) (bits >>> 48) & 0x8000;
        long magnitude = bits & Long.MAX_VALUE;
        long rounded;
        if (magnitude > 0x7FF0_0000_0000_0000L) {
            rounded = INFINITY | QUIET_BIT | (magnitude >>> 42 & 0x03FF);
        } else if (magnitude >= 0x40F0_0000_0000_0000L) { // from 2^16 on
            rounded = INFINITY;
        } else if (magnitude < 0x3F10_0000_0000_0000L) { // below 2^-14
            // As in fromFloatPortably: the last bit of a double in [2^28, 2^29) is 2^-24.
            rounded = Double.doubleToRawLongBits(Double.longBitsToDouble(magnitude) + 0x1p28)
                    - Double.doubleToRawLongBits(0x1p28);
        } else {
            long lastKeptBit = magnitude >>> 42 & 1;
            rounded = (magnitude - (1008L << 52) + 0x1FF_FFFF_FFFFL + lastKeptBit) >>> 42;
        }
        return (short) (sign | (int) rounded);
    }
}
