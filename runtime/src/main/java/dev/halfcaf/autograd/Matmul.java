package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product over the last two axes; axes before them broadcast. With {@code C = A B} and G the gradient of C,
 * {@code dA = G B^T} and {@code dB = A^T G} (Giles, "An extended collection of matrix derivative results for forward and
 * reverse mode algorithmic differentiation", 2008, section 2.2.2), summed over the axes that were broadcast.
 */
public record Matmul() implements Op {
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray a = inputs[0];
        NdArray b = inputs[1];
        NdArray out = memory.allocate(
                a.dtype(),
                product(a.shape(), a.shape().size(-2), b.shape(), b.shape().size(-1)));
        if (b.shape().rank() == 2) {
            a.device().matmul(rows(a), false, b, false, rows(out));
        } else {
            a.device().matmul(a, false, b, false, out);
        }
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> i == 0 ? leftGradient(c) : rightGradient(c));
    }

    private static NdArray leftGradient(BackwardContext c) {
        NdArray b = c.input(1);
        if (b.shape().rank() == 2) {
            return c.gradient(0, out -> c.device().matmul(rows(c.outputGradient()), false, b, true, rows(out)));
        }
        return batchedGradient(c, 0, c.outputGradient(), false, b, true);
    }

    /** A matrix on the right meets all rows of a batch in one product, so its gradient has one accumulator. */
    private static NdArray rightGradient(BackwardContext c) {
        NdArray a = c.input(0);
        if (c.input(1).shape().rank() == 2) {
            return c.gradient(1, out -> c.device().matmul(rows(a), true, rows(c.outputGradient()), false, out));
        }
        return batchedGradient(c, 1, a, true, c.outputGradient(), false);
    }

    private static NdArray batchedGradient(
            BackwardContext c, int input, NdArray left, boolean transposeLeft, NdArray right, boolean transposeRight) {
        Shape shape = c.input(input).shape();
        Shape full = product(left.shape(), shape.size(-2), right.shape(), shape.size(-1));
        if (full.equals(shape)) {
            return c.gradient(input, out -> c.device().matmul(left, transposeLeft, right, transposeRight, out));
        }
        NdArray products = c.temporary(c.wide(), full);
        c.device().matmul(left, transposeLeft, right, transposeRight, products);
        return c.gradient(
                input, out -> c.device().reduce(ReductionOp.SUM, products, BroadcastAxes.of(shape, full), out));
    }

    /** The batch axes of a and b, broadcast, before {@code rows} and {@code columns}. */
    private static Shape product(Shape a, int rows, Shape b, int columns) {
        int[] batch = batch(a).broadcast(batch(b)).toArray();
        int[] sizes = Arrays.copyOf(batch, batch.length + 2);
        sizes[batch.length] = rows;
        sizes[batch.length + 1] = columns;
        return Shape.of(sizes);
    }

    private static Shape batch(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    /** All rows under each other, as one matrix. */
    private static NdArray rows(NdArray array) {
        Shape shape = array.shape();
        int rows = 1;
        for (int axis = 0; axis < shape.rank() - 1; axis++) {
            rows *= shape.size(axis);
        }
        return array.reshape(Shape.of(rows, shape.size(-1)));
    }
}
