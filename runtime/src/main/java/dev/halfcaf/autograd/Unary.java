package dev.halfcaf.autograd;

import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import org.jspecify.annotations.Nullable;

/** An elementwise function of one operand. At 0, the derivative of abs is 0, and that of relu is 0, as PyTorch has them. */
public record Unary(UnaryOp function) implements Op {
    @Override
    public String name() {
        return switch (function) {
            case NEG -> "neg";
            case ABS -> "abs";
            case SQUARE -> "square";
            case SQRT -> "sqrt";
            case EXP -> "exp";
            case LOG -> "log";
            case TANH -> "tanh";
            case SIGMOID -> "sigmoid";
            case RELU -> "relu";
            case GELU -> "gelu";
            case SILU -> "silu";
            case LOGICAL_NOT -> "logicalNot";
        };
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray out = memory.allocate(in.dtype(), in.shape());
        in.device().unary(function, in, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray in = c.input(0);
        NdArray value = c.output();
        return c.perInput(i -> switch (function) {
            case NEG -> c.gradient(i, out -> c.device().unary(UnaryOp.NEG, c.outputGradient(), out));
            case ABS -> chain(c, BinaryOp.ABS_GRADIENT, in);
            case SQUARE -> chain(c, BinaryOp.SQUARE_GRADIENT, in);
            case SQRT -> chain(c, BinaryOp.SQRT_GRADIENT, value);
            case EXP -> chain(c, BinaryOp.MUL, value);
            case LOG -> chain(c, BinaryOp.DIV, in);
            case TANH -> chain(c, BinaryOp.TANH_GRADIENT, value);
            case SIGMOID -> chain(c, BinaryOp.SIGMOID_GRADIENT, value);
            case RELU -> chain(c, BinaryOp.RELU_GRADIENT, value);
            case GELU -> chain(c, BinaryOp.GELU_GRADIENT, in);
            case SILU -> chain(c, BinaryOp.SILU_GRADIENT, in);
            case LOGICAL_NOT -> null;
        });
    }

    private static NdArray chain(BackwardContext c, BinaryOp derivative, NdArray argument) {
        return c.gradient(0, out -> c.device().binary(derivative, c.outputGradient(), argument, out));
    }

    @Override
    public boolean isDifferentiable() {
        return function != UnaryOp.LOGICAL_NOT;
    }
}
