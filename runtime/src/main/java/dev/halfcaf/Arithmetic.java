package dev.halfcaf;

import dev.halfcaf.autograd.Binary;
import dev.halfcaf.autograd.Clip;
import dev.halfcaf.autograd.Compare;
import dev.halfcaf.autograd.Dropout;
import dev.halfcaf.autograd.Linear;
import dev.halfcaf.autograd.Matmul;
import dev.halfcaf.autograd.Op;
import dev.halfcaf.autograd.Pow;
import dev.halfcaf.autograd.Unary;
import dev.halfcaf.autograd.Where;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.UnaryOp;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Elementwise ops and the matrix product: their operands are checked here, and computed with in an {@link Op}. */
final class Arithmetic {
    private static final double TWO_TO_63 = 0x1p63;

    private Arithmetic() {}

    static Tensor unary(UnaryOp function, Tensor x) {
        Op op = new Unary(function);
        switch (function) {
            case NEG, ABS, SQUARE -> OperandChecks.requireNumber(op.name(), "x", x);
            case LOGICAL_NOT -> OperandChecks.requireBool(op.name(), "x", x);
            default -> OperandChecks.requireFloating(op.name(), "x", x);
        }
        return Tensor.apply(op, x);
    }

    static Tensor binary(BinaryOp function, Tensor left, Operand operand) {
        Op op = new Binary(function);
        Tensor right = operand.asTensor();
        if (function == BinaryOp.LOGICAL_AND || function == BinaryOp.LOGICAL_OR) {
            OperandChecks.requireBool(op.name(), "left", left);
            OperandChecks.requireBool(op.name(), "right", right);
        } else {
            OperandChecks.requireSameDtype(op.name(), left, operand, right);
            OperandChecks.requireNumber(op.name(), "left", left);
        }
        OperandChecks.broadcast(op.name(), left.shape(), right.shape());
        return Tensor.apply(op, left, right);
    }

    static Tensor binary(BinaryOp function, Tensor left, double right) {
        Op op = new Binary(function);
        return Tensor.apply(op, left, constant(op.name(), left, right));
    }

    static Tensor compare(ComparisonOp comparison, Tensor left, Operand operand) {
        Op op = new Compare(comparison);
        Tensor right = operand.asTensor();
        OperandChecks.requireSameDtype(op.name(), left, operand, right);
        OperandChecks.broadcast(op.name(), left.shape(), right.shape());
        return Tensor.apply(op, left, right);
    }

    static Tensor compare(ComparisonOp comparison, Tensor left, double right) {
        Op op = new Compare(comparison);
        return Tensor.apply(op, left, constant(op.name(), left, right));
    }

    static Tensor pow(Tensor x, double exponent) {
        OperandChecks.requireFloating("pow", "x", x);
        return Tensor.apply(new Pow(exponent), x);
    }

    static Tensor dropout(Tensor x, double rate, RandomGenerator random) {
        OperandChecks.requireFloating("dropout", "x", x);
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout: the rate is " + rate + "; it must be 0 or more, and below 1.");
        }
        return Tensor.apply(new Dropout(rate, random.nextLong()), x);
    }

    static Tensor clip(Tensor x, double lowest, double highest) {
        OperandChecks.requireNumber("clip", "x", x);
        requireHolds("clip", x, lowest);
        requireHolds("clip", x, highest);
        if (!(lowest <= highest)) {
            throw new IllegalArgumentException("clip: the bounds are " + lowest + " and " + highest
                    + "; the first must not be larger than the second.");
        }
        return Tensor.apply(new Clip(x.dtype().round(lowest), x.dtype().round(highest)), x);
    }

    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        OperandChecks.requireBool("where", "condition", condition);
        OperandChecks.requireSameDtype("where", "a", a, "b", b);
        OperandChecks.broadcast("where", OperandChecks.broadcast("where", condition.shape(), a.shape()), b.shape());
        return Tensor.apply(new Where(), condition, a, b);
    }

    static Tensor matmul(Tensor left, Operand operand) {
        Tensor right = operand.asTensor();
        OperandChecks.requireSameDtype("matmul", left, operand, right);
        OperandChecks.requireFloating("matmul", "left", left);
        requireMatrix("left", left, "left.reshape(1, -1)");
        requireMatrix("right", right, "right.reshape(-1, 1)");
        if (left.shape().size(-1) != right.shape().size(-2)) {
            throw new IllegalArgumentException("matmul: shapes " + left.shape() + " and " + right.shape()
                    + " do not fit: left has " + left.shape().size(-1) + " columns, right has "
                    + right.shape().size(-2) + " rows.");
        }
        requireBatchesBroadcast(left.shape(), right.shape());
        return Tensor.apply(new Matmul(), left, right);
    }

    static Tensor linear(Tensor x, Operand kernel, Operand bias, @Nullable Activation activation) {
        Tensor weights = kernel.asTensor();
        Tensor offset = bias.asTensor();
        OperandChecks.requireFloating("linear", "left", x);
        OperandChecks.requireSameDtype("linear", "left", x, "kernel", kernel, weights);
        OperandChecks.requireSameDtype("linear", "left", x, "bias", bias, offset);
        if (weights.shape().rank() != 2) {
            throw new IllegalArgumentException("linear: kernel has shape " + weights.shape()
                    + ", but needs two axes: (columns of left, columns of the result).");
        }
        if (x.shape().rank() == 0 || x.shape().size(-1) != weights.shape().size(0)) {
            throw new IllegalArgumentException("linear: shapes " + x.shape() + " and " + weights.shape()
                    + " do not fit: the last axis of left must be as long as the kernel's first, "
                    + weights.shape().size(0) + ".");
        }
        OperandChecks.requireShape(
                "linear", "bias", offset, Shape.of(weights.shape().size(1)));
        Linear linear = new Linear(Activation.within(activation));
        return Activation.behind(activation, Tensor.apply(linear, x, weights, offset));
    }

    private static void requireMatrix(String name, Tensor operand, String fix) {
        if (operand.shape().rank() < 2) {
            throw new IllegalArgumentException("matmul: " + name + " has shape " + operand.shape()
                    + ", but needs two axes or more. Fix: for a vector, " + fix + ".");
        }
    }

    private static void requireBatchesBroadcast(Shape left, Shape right) {
        // With the axes of the matrices made equal, what is left to disagree is the batch.
        Shape rightBatch = right.with(-1, left.size(-1)).with(-2, left.size(-2));
        try {
            left.broadcast(rightBatch);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "matmul: shapes " + left + " and " + right
                            + " do not fit: the axes before the last two do not broadcast.",
                    e);
        }
    }

    /** A constant in the dtype of a tensor that it meets. */
    private static Tensor constant(String op, Tensor like, double value) {
        OperandChecks.requireNumber(op, "left", like);
        requireHolds(op, like, value);
        return Tensor.full(Shape.scalar(), value, like.dtype());
    }

    private static void requireHolds(String op, Tensor tensor, double value) {
        Dtype dtype = tensor.dtype();
        if (dtype.isIntegral() && (dtype.round(value) != value || Math.abs(value) >= TWO_TO_63)) {
            throw new IllegalArgumentException(op + ": the constant " + value + " is no " + dtype
                    + " value. Fix: cast the tensor first, for example to Dtype.FLOAT32.");
        }
    }
}
