package dev.halfcaf;

import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.SameDtype;
import org.jspecify.annotations.Nullable;

/**
 * The functions that stand between layers, by name: for {@link Tensor#linear} and for layers that take one. Each is the
 * method of {@link Tensor} of that name.
 */
public enum Activation implements TensorFunction {
    /** {@link Tensor#relu}. */
    RELU(UnaryOp.RELU, true),
    /** {@link Tensor#tanh}. */
    TANH(UnaryOp.TANH, true),
    /** {@link Tensor#sigmoid}. */
    SIGMOID(UnaryOp.SIGMOID, true),
    /** {@link Tensor#gelu}. */
    GELU(UnaryOp.GELU, false),
    /** {@link Tensor#silu}. */
    SILU(UnaryOp.SILU, false);

    private final UnaryOp function;
    private final boolean derivedFromOutput;

    Activation(UnaryOp function, boolean derivedFromOutput) {
        this.function = function;
        this.derivedFromOutput = derivedFromOutput;
    }

    /**
     * What an op that ends with this activation computes itself. That needs a derivative in terms of the function's value,
     * since what the function is taken of is never written; null where there is no such derivative, or no activation.
     */
    static @Nullable UnaryOp within(@Nullable Activation activation) {
        return activation != null && activation.derivedFromOutput ? activation.function : null;
    }

    /** What is left of it to do behind that op. */
    static Tensor behind(@Nullable Activation activation, Tensor sum) {
        return activation == null || activation.derivedFromOutput ? sum : activation.forward(sum);
    }

    /** The function's value at {@code x}. */
    @Override
    @SameDtype
    @Floating
    public Tensor forward(@SameDtype @Floating Tensor x) {
        return Arithmetic.unary(function, x);
    }
}
