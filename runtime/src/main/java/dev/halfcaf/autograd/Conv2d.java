package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.Window;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of images (batch, height, width, in) with a kernel (window height, window width, in, out); with a third
 * input, its bias (out,); then a function, or none. One rounding, behind all of it.
 *
 * @param activation a function with a gradient by its output, see {@link Epilogues}
 */
public record Conv2d(
        Window window,
        int outHeight,
        int outWidth,
        @Nullable UnaryOp activation) implements Op {
    @Override
    public String name() {
        return "conv2d";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray kernel = inputs[1];
        NdArray out = memory.allocate(
                in.dtype(),
                Shape.of(in.shape().size(0), outHeight, outWidth, kernel.shape().size(3)));
        in.device().conv2d(in, kernel, window, inputs.length > 2 ? inputs[2] : null, activation, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray gradient = Epilogues.gradientBefore(activation, c);
        return c.perInput(i -> switch (i) {
            case 0 -> c.gradient(0, out -> c.device().conv2dInputGradient(gradient, c.input(1), window, out));
            case 1 -> c.gradient(1, out -> c.device().conv2dKernelGradient(c.input(0), gradient, window, out));
            default -> Epilogues.biasGradient(c, i, gradient);
        });
    }
}
