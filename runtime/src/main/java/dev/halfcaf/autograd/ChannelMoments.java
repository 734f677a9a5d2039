package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** The means of the channels, along the last axis, and under them their variances: (2, channels), float32 or wider. */
public record ChannelMoments() implements Op {
    @Override
    public String name() {
        return "moments";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        int channels = in.shape().size(-1);
        int rows = 1;
        for (int axis = 0; axis < in.shape().rank() - 1; axis++) {
            rows *= in.shape().size(axis);
        }
        Dtype wide = in.dtype().atLeastFloat32();
        NdArray mean = memory.allocate(wide, Shape.of(1, channels));
        NdArray variance = memory.allocate(wide, Shape.of(1, channels));
        NdArray out = memory.allocate(wide, Shape.of(2, channels));
        in.device().moments(in.reshape(Shape.of(rows, channels)), false, mean, variance);
        in.device().place(mean, 0, 0, out);
        in.device().place(variance, 0, 1, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return new NdArray[1];
    }

    /** They are statistics, for moving averages. */
    @Override
    public boolean isDifferentiable() {
        return false;
    }
}
