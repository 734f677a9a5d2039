package dev.halfcaf.autograd;

import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An elementwise function of two operands, which broadcast. Where maximum and minimum meet a tie, each operand gets half
 * of the gradient, as in PyTorch and JAX.
 */
public record Binary(BinaryOp function) implements Op {
    /** @throws IllegalArgumentException if the function is one of the gradients, which are no ops of their own */
    public Binary {
        switch (function) {
            case ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM, LOGICAL_AND, LOGICAL_OR -> {}
            default -> throw new IllegalArgumentException(function + " is no op of two operands.");
        }
    }

    @Override
    public String name() {
        return switch (function) {
            case LOGICAL_AND -> "logicalAnd";
            case LOGICAL_OR -> "logicalOr";
            default -> function.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray a = inputs[0];
        NdArray b = inputs[1];
        NdArray out = memory.allocate(a.dtype(), a.shape().broadcast(b.shape()));
        a.device().binary(function, a, b, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray gradient = c.outputGradient();
        NdArray a = c.input(0);
        NdArray b = c.input(1);
        return c.perInput(i -> switch (function) {
            case ADD -> c.sumOverBroadcast(i, gradient);
            case SUB -> i == 0 ? c.sumOverBroadcast(i, gradient) : negated(c, gradient);
            case MUL -> c.broadcastGradient(i, out -> c.device().binary(BinaryOp.MUL, gradient, i == 0 ? b : a, out));
            case DIV ->
                i == 0
                        ? c.broadcastGradient(i, out -> c.device().binary(BinaryOp.DIV, gradient, b, out))
                        : divisorGradient(c, a, b);
            case MAXIMUM -> extremeGradient(c, i, ComparisonOp.GT);
            case MINIMUM -> extremeGradient(c, i, ComparisonOp.LT);
            default -> null;
        });
    }

    private static NdArray negated(BackwardContext c, NdArray gradient) {
        return c.broadcastGradient(1, out -> c.device().unary(UnaryOp.NEG, gradient, out));
    }

    /** {@code -(g / b) * (a / b)}: no square of b, which would leave the dtype's range long before the gradient does. */
    private static NdArray divisorGradient(BackwardContext c, NdArray a, NdArray b) {
        Device device = c.device();
        NdArray scaled = c.temporary(c.wide(), c.output().shape());
        device.binary(BinaryOp.DIV, c.outputGradient(), b, scaled);
        NdArray negated = c.temporary(c.wide(), c.output().shape());
        device.unary(UnaryOp.NEG, scaled, negated);
        NdArray quotient = c.temporary(c.wide(), c.output().shape());
        device.binary(BinaryOp.DIV, a, b, quotient);
        return c.broadcastGradient(1, out -> device.binary(BinaryOp.MUL, negated, quotient, out));
    }

    /** All of the gradient where this operand won, half of it at a tie. */
    private static NdArray extremeGradient(BackwardContext c, int i, ComparisonOp wins) {
        Device device = c.device();
        NdArray won = c.compare(wins, c.input(i), c.input(1 - i), c.output().shape());
        NdArray tied = c.compare(
                ComparisonOp.EQ, c.input(i), c.input(1 - i), c.output().shape());
        NdArray halved = c.temporary(c.wide(), c.output().shape());
        device.binary(BinaryOp.MUL, c.outputGradient(), c.constant(0.5), halved);
        NdArray otherwise = c.temporary(c.wide(), c.output().shape());
        device.where(tied, halved, c.constant(0), otherwise);
        return c.broadcastGradient(i, out -> device.where(won, c.outputGradient(), otherwise, out));
    }

    @Override
    public boolean isDifferentiable() {
        return function != BinaryOp.LOGICAL_AND && function != BinaryOp.LOGICAL_OR;
    }
}
