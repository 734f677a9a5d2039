package dev.halfcaf;

import dev.halfcaf.autograd.BackwardContext;
import dev.halfcaf.autograd.Op;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's op as autograd sees it. */
record CustomOpAdapter(CustomOp custom) implements Op {
    @Override
    public String name() {
        return custom.name();
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        return custom.forward(tensors(inputs)).array();
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        List<Tensor> inputs = tensors(c.inputs());
        @Nullable
        Tensor[] gradients =
                custom.gradients(new Tensor(c.outputGradient(), null), inputs, new Tensor(c.output(), null));
        if (gradients.length != inputs.size()) {
            throw new IllegalStateException("CustomOp " + name() + ": gradients(...) returned " + gradients.length
                    + " gradients for " + inputs.size() + " inputs.");
        }
        return c.perInput(i -> {
            Tensor gradient = gradients[i];
            return gradient == null ? null : c.handOn(i, checked(i, gradient, inputs.get(i)));
        });
    }

    private NdArray checked(int input, Tensor gradient, Tensor value) {
        if (!gradient.shape().equals(value.shape())) {
            throw new IllegalStateException("CustomOp " + name() + ": gradients(...) returned shape " + gradient.shape()
                    + " for input " + input + ", which has shape " + value.shape() + ".");
        }
        if (!gradient.dtype().isFloating()) {
            throw new IllegalStateException("CustomOp " + name() + ": gradients(...) returned " + gradient.dtype()
                    + " for input " + input + "; gradients are floating.");
        }
        return gradient.array();
    }

    private static List<Tensor> tensors(NdArray[] arrays) {
        return Arrays.stream(arrays).map(array -> new Tensor(array, null)).toList();
    }
}
