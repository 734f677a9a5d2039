package dev.halfcaf;

import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.SameDtype;

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

    UnaryOp function() {
        return function;
    }

    /**
     * Whether its derivative can be had from its value: then an op that ends with it need not keep what it was taken of.
     */
    boolean derivedFromOutput() {
        return derivedFromOutput;
    }

    /** The function's value at {@code x}. */
    @Override
    @SameDtype
    @Floating
    public Tensor forward(@SameDtype @Floating Tensor x) {
        return Arithmetic.unary(function, x);
    }
}
