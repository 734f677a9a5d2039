package dev.halfcaf;

import dev.halfcaf.autograd.Cast;
import dev.halfcaf.autograd.Concat;
import dev.halfcaf.autograd.Gather;
import dev.halfcaf.autograd.Reshape;
import dev.halfcaf.autograd.Slice;
import dev.halfcaf.autograd.Transpose;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that move elements or change their dtype: shapes and ranges are checked here. */
final class Rearranging {
    private Rearranging() {}

    static Tensor cast(Tensor x, Dtype dtype) {
        return x.dtype() == dtype ? x : Tensor.apply(new Cast(dtype), x);
    }

    static Tensor reshape(Tensor x, Shape shape) {
        if (shape.elements() != x.shape().elements()) {
            throw new IllegalArgumentException("reshape: shape " + x.shape() + " has "
                    + x.shape().elements() + " elements, " + shape + " needs " + shape.elements() + ".");
        }
        return Tensor.apply(new Reshape(shape), x);
    }

    static Tensor reshape(Tensor x, int[] sizes) {
        int[] known = sizes.clone();
        int open = -1;
        long rest = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] != -1) {
                rest *= sizes[axis];
            } else if (open < 0) {
                open = axis;
            } else {
                throw new IllegalArgumentException("reshape: two sizes are -1; at most one can be left open.");
            }
        }
        if (open >= 0) {
            if (rest <= 0 || x.shape().elements() % rest != 0) {
                throw new IllegalArgumentException("reshape: the " + x.shape().elements() + " elements of shape "
                        + x.shape() + " cannot be divided into " + rest + " equal parts, as the sizes beside -1 ask.");
            }
            known[open] = (int) (x.shape().elements() / rest);
        }
        return reshape(x, Shape.of(known));
    }

    static Tensor transpose(Tensor x) {
        int rank = x.shape().rank();
        return Tensor.apply(
                new Transpose(IntStream.range(0, rank)
                        .mapToObj(axis -> rank - 1 - axis)
                        .toList()),
                x);
    }

    static Tensor transpose(Tensor x, int[] permutation) {
        List<Integer> axes = IntStream.of(permutation)
                .map(axis -> OperandChecks.axis("transpose", x.shape(), axis))
                .boxed()
                .toList();
        if (axes.size() != x.shape().rank() || axes.stream().distinct().count() != axes.size()) {
            throw new IllegalArgumentException(
                    "transpose: " + IntStream.of(permutation).boxed().toList() + " does not name each of the "
                            + x.shape().rank() + " axes of shape " + x.shape() + " once.");
        }
        return Tensor.apply(new Transpose(axes), x);
    }

    static Tensor concat(int axis, Operand[] operands) {
        if (operands.length == 0) {
            throw new IllegalArgumentException("concat: no tensors; at least one is needed.");
        }
        Tensor[] tensors = Tensor.tensors(operands);
        Tensor first = tensors[0];
        int fromFront = OperandChecks.axis("concat", first.shape(), axis);
        for (int i = 1; i < tensors.length; i++) {
            OperandChecks.requireSameDtype("concat", "tensor0", first, "tensor" + i, tensors[i]);
            requireFits(first.shape(), tensors[i].shape(), fromFront, i);
        }
        return Tensor.apply(new Concat(fromFront), tensors);
    }

    private static void requireFits(Shape first, Shape other, int axis, int position) {
        if (other.rank() != first.rank() || !other.with(axis, first.size(axis)).equals(first)) {
            throw new IllegalArgumentException("concat: tensor 0 has shape " + first + ", tensor " + position
                    + " has shape " + other + "; they may differ along axis " + axis + " only.");
        }
    }

    static Tensor slice(Tensor x, int axis, int start, int end) {
        int fromFront = OperandChecks.axis("slice", x.shape(), axis);
        int size = x.shape().size(fromFront);
        if (start < 0 || start > end || end > size) {
            throw new IndexOutOfBoundsException("slice: from " + start + " to " + end + " is no range within axis "
                    + axis + " of shape " + x.shape() + ".");
        }
        return Tensor.apply(new Slice(fromFront, start, end), x);
    }

    static Tensor gather(Tensor table, Tensor ids) {
        OperandChecks.requireIntegral("gather", "ids", ids);
        if (table.shape().rank() == 0) {
            throw new IllegalArgumentException("gather: the table has shape (), but needs an axis of rows.");
        }
        return Tensor.apply(new Gather(), table, ids);
    }
}
