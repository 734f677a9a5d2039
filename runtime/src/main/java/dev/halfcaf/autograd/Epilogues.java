package dev.halfcaf.autograd;

import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.UnaryOp;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gradients of what ends a product: a bias, then a function. */
final class Epilogues {
    private Epilogues() {}

    /**
     * The gradient of the function's operand. The operand itself was never written, so the derivative must be one in terms
     * of the function's value.
     */
    static NdArray gradientBefore(@Nullable UnaryOp activation, BackwardContext c) {
        if (activation == null) {
            return c.outputGradient();
        }
        BinaryOp derivative = switch (activation) {
            case RELU -> BinaryOp.RELU_GRADIENT;
            case TANH -> BinaryOp.TANH_GRADIENT;
            case SIGMOID -> BinaryOp.SIGMOID_GRADIENT;
            default -> throw new IllegalArgumentException(activation + " has no gradient in terms of its value.");
        };
        NdArray gradient = c.temporary(c.outputGradient().dtype(), c.output().shape());
        c.device().binary(derivative, c.outputGradient(), c.output(), gradient);
        return gradient;
    }

    /** The sum over all axes but the last. */
    static NdArray biasGradient(BackwardContext c, int input, NdArray gradient) {
        int[] axes = IntStream.range(0, gradient.shape().rank() - 1).toArray();
        return c.gradient(input, out -> c.device().reduce(ReductionOp.SUM, gradient, axes, out));
    }
}
