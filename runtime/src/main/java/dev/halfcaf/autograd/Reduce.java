package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A function of all elements along some axes. Where several elements are the largest or smallest, they share the gradient
 * evenly, as in PyTorch's amax and in JAX.
 *
 * @param axes ascending, counted from the front
 * @param keepAxes whether the reduced axes stay in the result's shape with size 1
 */
public record Reduce(ReductionOp function, List<Integer> axes, boolean keepAxes) implements Op {
    public Reduce {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return function.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        Shape kept = withOnes(in.shape());
        NdArray out = memory.allocate(in.dtype(), keepAxes ? kept : remaining(in.shape()));
        in.device().reduce(function, in, axesArray(), out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray gradient = c.outputGradient().reshape(withOnes(c.input(0).shape()));
        return c.perInput(i -> switch (function) {
            case SUM -> spread(c, gradient, 1);
            case MEAN -> spread(c, gradient, reducedElements(c.input(0).shape()));
            case PROD -> productGradient(c, gradient);
            case MAX, MIN -> extremeGradient(c, gradient);
        });
    }

    private static NdArray spread(BackwardContext c, NdArray gradient, int parts) {
        return c.gradient(0, out -> c.device().binary(BinaryOp.DIV, gradient, c.constant(parts), out));
    }

    private NdArray extremeGradient(BackwardContext c, NdArray gradient) {
        NdArray in = c.input(0);
        NdArray extreme = c.output().reshape(gradient.shape());
        NdArray share = asNumbers(c, c.compare(ComparisonOp.EQ, in, extreme, in.shape()));
        NdArray each = c.temporary(c.wide(), gradient.shape());
        c.device().binary(BinaryOp.DIV, gradient, total(c, share, ReductionOp.SUM), each);
        return c.gradient(0, out -> c.device().binary(BinaryOp.MUL, share, each, out));
    }

    /**
     * The product of the other elements. Dividing the whole product by an element fails at zeros, so zeros are taken out
     * of it: an element has a gradient if no other one is zero.
     */
    private NdArray productGradient(BackwardContext c, NdArray gradient) {
        NdArray in = c.input(0);
        NdArray zero = c.temporary(in.dtype(), Shape.scalar());
        c.device().fill(0, zero);
        NdArray isZero = c.compare(ComparisonOp.EQ, in, zero, in.shape());
        NdArray nonZero = c.temporary(c.wide(), in.shape());
        c.device().where(isZero, c.constant(1), in, nonZero);
        NdArray scaled = c.temporary(c.wide(), gradient.shape());
        c.device().binary(BinaryOp.MUL, gradient, total(c, nonZero, ReductionOp.PROD), scaled);
        NdArray zeros = asNumbers(c, isZero);
        NdArray hasNoOtherZero = c.compare(ComparisonOp.EQ, zeros, total(c, zeros, ReductionOp.SUM), in.shape());
        NdArray others = c.temporary(c.wide(), in.shape());
        c.device().binary(BinaryOp.DIV, scaled, nonZero, others);
        return c.gradient(0, out -> c.device().where(hasNoOtherZero, others, c.constant(0), out));
    }

    private NdArray total(BackwardContext c, NdArray elements, ReductionOp op) {
        NdArray total = c.temporary(elements.dtype(), withOnes(elements.shape()));
        c.device().reduce(op, elements, axesArray(), total);
        return total;
    }

    private static NdArray asNumbers(BackwardContext c, NdArray bool) {
        NdArray numbers = c.temporary(c.wide(), bool.shape());
        c.device().cast(bool, numbers);
        return numbers;
    }

    private int reducedElements(Shape shape) {
        return axes.stream().mapToInt(shape::size).reduce(1, (a, b) -> a * b);
    }

    private Shape withOnes(Shape shape) {
        Shape result = shape;
        for (int axis : axes) {
            result = result.with(axis, 1);
        }
        return result;
    }

    private Shape remaining(Shape shape) {
        return Shape.of(IntStream.range(0, shape.rank())
                .filter(axis -> !axes.contains(axis))
                .map(shape::size)
                .toArray());
    }

    private int[] axesArray() {
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }
}
