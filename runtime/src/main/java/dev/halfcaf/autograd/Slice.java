package dev.halfcaf.autograd;

import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** The part of an operand from {@code start}, with it, to {@code end}, without it, along an axis. */
public record Slice(int axis, int start, int end) implements Op {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray out = memory.allocate(in.dtype(), in.shape().with(axis, end - start));
        in.device().slice(in, axis, start, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.movedGradient(i, out -> {
            c.device().fill(0, out);
            c.device().place(c.outputGradient(), axis, start, out);
        }));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }
}
