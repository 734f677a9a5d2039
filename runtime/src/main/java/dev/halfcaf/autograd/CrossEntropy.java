package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** {@code -log(softmax(logits))} at the label of each row: logits (rows, classes), labels (rows,), result (rows,). */
public record CrossEntropy() implements Op {
    @Override
    public String name() {
        return "softmaxCrossEntropy";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray logits = inputs[0];
        NdArray out = memory.allocate(logits.dtype(), Shape.of(logits.shape().size(0)));
        logits.device().crossEntropy(logits, inputs[1], out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> i == 1
                ? null
                : c.gradient(
                        i, out -> c.device().crossEntropyGradient(c.outputGradient(), c.input(0), c.input(1), out)));
    }
}
