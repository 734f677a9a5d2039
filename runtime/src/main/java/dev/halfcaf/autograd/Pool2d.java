package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.PoolingOp;
import dev.halfcaf.device.Window;
import org.jspecify.annotations.Nullable;

/** The largest, or the mean, of the pixels under a window, channel by channel; images are (batch, height, width, channels). */
public record Pool2d(PoolingOp pooling, Window window, int outHeight, int outWidth) implements Op {
    @Override
    public String name() {
        return pooling == PoolingOp.MAX ? "maxPool2d" : "avgPool2d";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        Shape shape =
                Shape.of(in.shape().size(0), outHeight, outWidth, in.shape().size(3));
        NdArray out = memory.allocate(in.dtype(), shape);
        in.device().pool2d(pooling, in, window, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.gradient(
                i, out -> c.device().pool2dGradient(pooling, c.outputGradient(), c.input(0), c.output(), window, out)));
    }
}
