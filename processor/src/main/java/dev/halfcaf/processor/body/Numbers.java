package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Value.Constant;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as messages write them. */
final class Numbers {
    private Numbers() {}

    static String text(Constant constant) {
        return constant.whole() ? text(constant.number()) : Double.toString(constant.number());
    }

    /** A whole number without a fraction, others with the digits that tell. */
    static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return Double.isInfinite(number) || Double.isNaN(number)
                ? Double.toString(number)
                : new BigDecimal(number)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toString();
    }
}
