package dev.halfcaf;

import dev.halfcaf.autograd.Argmax;
import dev.halfcaf.autograd.Reduce;
import dev.halfcaf.autograd.Softmax;
import dev.halfcaf.device.ReductionOp;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Ops along axes: their operands and axes are checked here. */
final class Reductions {
    private Reductions() {}

    static Tensor reduce(ReductionOp function, Tensor x, int[] axes, boolean keepAxes) {
        List<Integer> ascending = ascending(new Reduce(function, List.of(), false).name(), x.shape(), axes);
        Reduce op = new Reduce(function, ascending, keepAxes);
        OperandChecks.requireNumber(op.name(), "x", x);
        switch (function) {
            case MEAN -> OperandChecks.requireFloating(op.name(), "x", x);
            case MAX, MIN -> ascending.forEach(axis -> requireElements(op.name(), x.shape(), axis));
            case SUM, PROD -> {}
        }
        return Tensor.apply(op, x);
    }

    private static List<Integer> ascending(String op, Shape shape, int[] axes) {
        if (axes.length == 0) {
            return IntStream.range(0, shape.rank()).boxed().toList();
        }
        TreeSet<Integer> ascending = new TreeSet<>();
        for (int axis : axes) {
            if (!ascending.add(OperandChecks.axis(op, shape, axis))) {
                throw new IllegalArgumentException(op + ": axis " + axis + " of shape " + shape + " is named twice.");
            }
        }
        return List.copyOf(ascending);
    }

    static Tensor argmax(Tensor x, int axis) {
        OperandChecks.requireNumber("argmax", "x", x);
        int fromFront = OperandChecks.axis("argmax", x.shape(), axis);
        requireElements("argmax", x.shape(), fromFront);
        return Tensor.apply(new Argmax(fromFront), x);
    }

    private static void requireElements(String op, Shape shape, int axis) {
        if (shape.size(axis) == 0) {
            throw new IllegalArgumentException(
                    op + ": shape " + shape + " has no elements along axis " + axis + ", so there is none to take.");
        }
    }

    static Tensor softmax(Tensor x, int axis, boolean logarithm) {
        String op = new Softmax(0, logarithm).name();
        OperandChecks.requireFloating(op, "x", x);
        return Tensor.apply(new Softmax(OperandChecks.axis(op, x.shape(), axis), logarithm), x);
    }
}
