package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The index of the first largest element along an axis, in int32. */
public record Argmax(int axis) implements Op {
    @Override
    public String name() {
        return "argmax";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        Shape shape = Shape.of(IntStream.range(0, in.shape().rank())
                .filter(other -> other != axis)
                .map(in.shape()::size)
                .toArray());
        NdArray out = memory.allocate(Dtype.INT32, shape);
        in.device().argmax(in, axis, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return new NdArray[1];
    }

    @Override
    public boolean isDifferentiable() {
        return false;
    }
}
