package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** The same elements in the same order under another shape. Copies nothing. */
public record Reshape(Shape shape) implements Op {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        return inputs[0].reshape(shape);
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.handOn(i, c.outputGradient()));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }
}
