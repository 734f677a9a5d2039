package dev.halfcaf.autograd;

import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/**
 * A function of arrays and its derivative: an immutable value, which knows its settings and nothing of tensors, tapes or
 * training. Convolution or attention are added by implementing this interface over a method of {@link
 * dev.halfcaf.device.Device}.
 *
 * <p>Whoever makes an op has checked that the dtypes and shapes of its inputs fit.
 */
public interface Op {
    /** The name in messages and reports: that of the method which users call. */
    String name();

    /**
     * Computes the output.
     *
     * @param memory where the output, and whatever else is needed on the way, is allocated; an op that only renames the
     *     axes may return the storage of its input
     */
    NdArray forward(Memory memory, NdArray[] inputs);

    /**
     * The gradients of the inputs, given the gradient of the output. Entry i has the shape of input i and the dtype
     * {@code context.wanted(i)}, whatever the dtypes of the inputs are; it is null where no gradient is wanted, or where
     * it is zero throughout. An array of the context may be returned as it is; nothing writes into what is returned.
     */
    @Nullable
    NdArray[] backward(BackwardContext context);

    /** Whether small changes of an input change the output. What is computed without is not recorded. */
    default boolean isDifferentiable() {
        return true;
    }

    /**
     * Whether the op only moves elements about. Then the gradient of its output is kept in the dtype that the gradient of
     * its input has, so that the float32 gradient of a variable is not rounded on the way through, say, a transpose.
     */
    default boolean movesOnly() {
        return false;
    }
}
