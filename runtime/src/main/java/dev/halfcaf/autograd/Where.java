package dev.halfcaf.autograd;

import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** {@code condition ? a : b} for each element; all three broadcast. */
public record Where() implements Op {
    @Override
    public String name() {
        return "where";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray condition = inputs[0];
        NdArray a = inputs[1];
        NdArray b = inputs[2];
        NdArray out = memory.allocate(
                a.dtype(), condition.shape().broadcast(a.shape()).broadcast(b.shape()));
        a.device().where(condition, a, b, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray zero = c.constant(0);
        return c.perInput(i -> i == 0
                ? null
                : c.broadcastGradient(i, out -> {
                    NdArray ifTrue = i == 1 ? c.outputGradient() : zero;
                    NdArray ifFalse = i == 1 ? zero : c.outputGradient();
                    c.device().where(c.input(0), ifTrue, ifFalse, out);
                }));
    }
}
