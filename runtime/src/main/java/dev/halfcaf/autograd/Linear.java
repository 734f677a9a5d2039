package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code f(x W + b)}: rows of any number of axes x (..., k), a kernel (k, n), a bias (n,), and a function f or none. One
 * rounding, behind f. With Z for {@code x W + b} and G the gradient of Z, {@code dx = G W^T}, {@code dW = x^T G}, and db
 * is the sum of G over the rows.
 *
 * @param activation a function with a gradient by its output, see {@link Epilogues}
 */
public record Linear(@Nullable UnaryOp activation) implements Op {
    @Override
    public String name() {
        return "linear";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray x = inputs[0];
        NdArray kernel = inputs[1];
        NdArray out =
                memory.allocate(x.dtype(), x.shape().with(-1, kernel.shape().size(-1)));
        x.device().matmul(rows(x), false, kernel, false, inputs[2], activation, rows(out));
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray gradient = rows(Epilogues.gradientBefore(activation, c));
        return c.perInput(i -> switch (i) {
            case 0 -> c.gradient(0, out -> c.device().matmul(gradient, false, c.input(1), true, rows(out)));
            case 1 -> c.gradient(1, out -> c.device().matmul(rows(c.input(0)), true, gradient, false, out));
            default -> Epilogues.biasGradient(c, i, gradient);
        });
    }

    /** All rows under each other, as one matrix. */
    private static NdArray rows(NdArray array) {
        int[] outer = Arrays.copyOf(array.shape().toArray(), array.shape().rank() - 1);
        int rows = Arrays.stream(outer).reduce(1, (a, b) -> a * b);
        return array.reshape(Shape.of(rows, array.shape().size(-1)));
    }
}
