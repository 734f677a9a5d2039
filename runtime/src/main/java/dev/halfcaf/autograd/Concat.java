package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** Operands one after the other along an axis. */
public record Concat(int axis) implements Op {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        int size = 0;
        for (NdArray in : inputs) {
            size += in.shape().size(axis);
        }
        Shape shape = inputs[0].shape().with(axis, size);
        NdArray out = memory.allocate(inputs[0].dtype(), shape);
        int start = 0;
        for (NdArray in : inputs) {
            out.device().place(in, axis, start, out);
            start += in.shape().size(axis);
        }
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> {
            int start = 0;
            for (int before = 0; before < i; before++) {
                start += c.input(before).shape().size(axis);
            }
            int from = start;
            return c.movedGradient(i, out -> c.device().slice(c.outputGradient(), axis, from, out));
        });
    }

    @Override
    public boolean movesOnly() {
        return true;
    }
}
