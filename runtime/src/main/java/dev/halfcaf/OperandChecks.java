package dev.halfcaf;

import java.util.Locale;

/** What ops require of their operands before they compute, in the words of the checker. */
final class OperandChecks {
    private OperandChecks() {}

    /** For an op on a tensor; {@code operand} is what {@code right} was read from, a variable perhaps. */
    static void requireSameDtype(String op, Tensor left, Operand operand, Tensor right) {
        if (left.dtype() != right.dtype()) {
            // A variable has no cast of its own.
            String where = operand instanceof Variable variable ? variable.described() : "";
            throw disagree(
                    op, "left", left, "right", operand instanceof Tensor ? "right" : "right.asTensor()", right, where);
        }
    }

    static void requireSameDtype(String op, String firstName, Tensor first, String secondName, Tensor second) {
        if (first.dtype() != second.dtype()) {
            throw disagree(op, firstName, first, secondName, secondName, second, "");
        }
    }

    /** The same where {@code operand} is what the second was read from. */
    static void requireSameDtype(
            String op, String firstName, Tensor first, String secondName, Operand operand, Tensor second) {
        if (first.dtype() != second.dtype()) {
            String secondTensor = operand instanceof Tensor ? secondName : secondName + ".asTensor()";
            String where = operand instanceof Variable variable ? variable.described() : "";
            throw disagree(op, firstName, first, secondName, secondTensor, second, where);
        }
    }

    static void requireShape(String op, String name, Tensor operand, Shape expected) {
        if (!operand.shape().equals(expected)) {
            throw new IllegalArgumentException(
                    op + ": " + name + " has shape " + operand.shape() + ", but must have shape " + expected + ".");
        }
    }

    private static DtypeMismatchException disagree(
            String op,
            String firstName,
            Tensor first,
            String secondName,
            String secondTensor,
            Tensor second,
            String where) {
        // The fix casts towards the first operand, but never a number to bool or a fraction to an integer.
        boolean castFirst = kindRank(first.dtype()) < kindRank(second.dtype());
        return new DtypeMismatchException("[DtypeMismatch] " + op + ": " + firstName + is(firstName) + first.dtype()
                + ", " + secondName + is(secondName) + second.dtype() + where + ". Fix: cast one of them, for example "
                + (castFirst ? cast(firstName, second.dtype()) : cast(secondTensor, first.dtype())) + ".");
    }

    private static int kindRank(Dtype dtype) {
        return dtype.isFloating() ? 2 : dtype.isIntegral() ? 1 : 0;
    }

    static void requireFloating(String op, String name, Tensor operand) {
        if (!operand.dtype().isFloating()) {
            throw new DtypeMismatchException("[DtypeMismatch] " + op + ": " + name + " is " + operand.dtype()
                    + ", but must be floating. Fix: cast it, for example " + cast(name, Dtype.FLOAT32) + ".");
        }
    }

    static void requireFloating(String op, Dtype dtype) {
        if (!dtype.isFloating()) {
            throw new DtypeMismatchException("[DtypeMismatch] " + op + ": the dtype is " + dtype
                    + ", but must be floating. Fix: cast the result, for example "
                    + cast("Tensor." + op + "(...)", dtype) + ".");
        }
    }

    static void requireNumber(String op, String name, Tensor operand) {
        if (operand.dtype() == Dtype.BOOL) {
            throw new DtypeMismatchException("[DtypeMismatch] " + op + ": " + name
                    + " is bool, but must be a number. Fix: cast it, for example " + cast(name, Dtype.INT32) + ".");
        }
    }

    static void requireBool(String op, String name, Tensor operand) {
        if (operand.dtype() != Dtype.BOOL) {
            throw new DtypeMismatchException("[DtypeMismatch] " + op + ": " + name + " is " + operand.dtype()
                    + ", but must be bool. Fix: compare it, for example " + name + ".ne(0).");
        }
    }

    static void requireIntegral(String op, String name, Tensor operand) {
        if (!operand.dtype().isIntegral()) {
            throw new DtypeMismatchException("[IndexDtype] " + op + ": " + name + " are " + operand.dtype()
                    + ", but must be int32 or int64. Fix: cast them, for example " + cast(name, Dtype.INT32) + ".");
        }
    }

    static void requireFullPrecision(String op, String name, Tensor operand) {
        if (!operand.dtype().isFloating()) {
            throw new DtypeMismatchException("[DtypeMismatch] " + op + ": " + name + " are " + operand.dtype()
                    + ", but must be float32 or float64. Fix: cast them, for example " + cast(name, Dtype.FLOAT32)
                    + ".");
        }
        if (operand.dtype().isHalf()) {
            throw new DtypeMismatchException("[HalfPrecisionLoss] " + op + ": " + name + " are " + operand.dtype()
                    + ", too coarse for a loss. Fix: cast them first: "
                    + cast(name, Dtype.FLOAT32) + ".");
        }
    }

    private static String is(String name) {
        return name.endsWith("s") && !name.endsWith("as") ? " are " : " is ";
    }

    private static String cast(String name, Dtype dtype) {
        return name + ".cast(Dtype." + dtype.name() + ")";
    }

    static Shape broadcast(String op, Shape left, Shape right) {
        try {
            return left.broadcast(right);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(op + ": " + decapitalized(String.valueOf(e.getMessage())), e);
        }
    }

    private static String decapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** The axis counted from the front. */
    static int axis(String op, Shape shape, int axis) {
        if (axis < -shape.rank() || axis >= shape.rank()) {
            throw new IndexOutOfBoundsException(op + ": shape " + shape + " has no axis " + axis + ".");
        }
        return shape.axis(axis);
    }
}
