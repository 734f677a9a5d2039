package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** The elements in another dtype. The gradient is cast back; that of an integer or bool result is none. */
public record Cast(Dtype dtype) implements Op {
    @Override
    public String name() {
        return "cast";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray out = memory.allocate(dtype, in.shape());
        in.device().cast(in, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.handOn(i, c.outputGradient()));
    }

    @Override
    public boolean isDifferentiable() {
        return dtype.isFloating();
    }
}
