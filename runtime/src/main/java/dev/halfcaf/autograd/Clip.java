package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/**
 * {@code min(max(x, lowest), highest)}. The gradient passes where x lies between the bounds or on one, as in PyTorch.
 *
 * @param lowest a value of the operand's dtype
 * @param highest a value of the operand's dtype
 */
public record Clip(double lowest, double highest) implements Op {
    @Override
    public String name() {
        return "clip";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray raised = memory.allocate(in.dtype(), in.shape());
        in.device().binary(BinaryOp.MAXIMUM, in, constant(memory, in, lowest), raised);
        NdArray out = memory.allocate(in.dtype(), in.shape());
        in.device().binary(BinaryOp.MINIMUM, raised, constant(memory, in, highest), out);
        return out;
    }

    private static NdArray constant(Memory memory, NdArray like, double value) {
        NdArray constant = memory.allocate(like.dtype(), Shape.scalar());
        like.device().fill(value, constant);
        return constant;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.gradient(i, out -> {
            // x is unchanged exactly where it lay within the bounds; NaN is equal to nothing and gets no gradient.
            NdArray within = c.compare(
                    ComparisonOp.EQ, c.input(0), c.output(), c.output().shape());
            c.device().where(within, c.outputGradient(), c.constant(0), out);
        }));
    }
}
