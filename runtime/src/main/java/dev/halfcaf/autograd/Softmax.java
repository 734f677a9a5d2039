package dev.halfcaf.autograd;

import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** {@code exp(x) / sum(exp(x))} along an axis, or its logarithm. */
public record Softmax(int axis, boolean logarithm) implements Op {
    @Override
    public String name() {
        return logarithm ? "logSoftmax" : "softmax";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray out = memory.allocate(in.dtype(), in.shape());
        in.device().softmax(in, axis, logarithm, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i ->
                c.gradient(i, out -> c.device().softmaxGradient(c.outputGradient(), c.output(), axis, logarithm, out)));
    }
}
