package dev.halfcaf.kernel;

import dev.halfcaf.device.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * What happens to each element of a matrix product between its accumulator in float and its one rounding to the format
 * of the result: {@code activation(sum + bias[column])}.
 *
 * @param bias a number for each column of the result, from index {@code biasFrom} on; null for none
 * @param activation null for none; not {@link UnaryOp#LOGICAL_NOT}
 * @param checksFinite whether the product tells if all elements, as they were written, are finite
 */
public record Epilogue(
        @Nullable Numbers bias, int biasFrom, @Nullable UnaryOp activation, boolean checksFinite) {
    /** The sum as it is. */
    public static final Epilogue NONE = new Epilogue(null, 0, null, false);

    public Epilogue {
        if (activation == UnaryOp.LOGICAL_NOT) {
            throw new IllegalArgumentException("LOGICAL_NOT is no activation: a product's elements are numbers.");
        }
    }
}
