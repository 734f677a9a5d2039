package dev.halfcaf.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them, the same everywhere. */
final class Numbers {
    private static final double LEAST_PLAIN = 1e-4;
    private static final double MOST_PLAIN = 1e6;

    /** Finer than what a screen shows, in the units of a drawing. */
    private static final double PLACE_UNITS = 10;

    private Numbers() {}

    /** Four digits, without zeros at the end; whole numbers in full. */
    static String text(double value) {
        return text(value, 4);
    }

    static String text(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221e" : "\u2212\u221e";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < MOST_PLAIN) {
            return count((long) value);
        }
        if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            String plain = rounded.stripTrailingZeros().toPlainString();
            return plain.contains(".") ? plain : String.format(Locale.ROOT, "%,d", rounded.longValue());
        }
        String[] parts =
                String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).split("e", 2);
        String mantissa = new BigDecimal(parts[0]).stripTrailingZeros().toPlainString();
        return mantissa + "e" + Integer.parseInt(parts[1]);
    }

    /** A loss scale: a power of two as such. */
    static String scale(double value) {
        int exponent = Math.getExponent(value);
        return value >= 2 && Math.scalb(1.0, exponent) == value ? "2" + superscript(exponent) : text(value, 7);
    }

    /** A whole number with commas. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share from 0 to 1 in percent. */
    static String percent(double share) {
        return text(100 * share, share >= 0.1 ? 3 : 2) + " %";
    }

    /** A small whole number above the line. */
    static String superscript(long exponent) {
        StringBuilder text = new StringBuilder();
        for (char c : Long.toString(exponent).toCharArray()) {
            text.append(
                    switch (c) {
                        case '-' -> '\u207b';
                        case '1' -> '\u00b9';
                        case '2' -> '\u00b2';
                        case '3' -> '\u00b3';
                        default -> (char) ('\u2070' + (c - '0'));
                    });
        }
        return text.toString();
    }

    /** A place in a drawing, as short as can be. */
    static String place(double value) {
        long tenths = Math.round(value * PLACE_UNITS);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }
}
