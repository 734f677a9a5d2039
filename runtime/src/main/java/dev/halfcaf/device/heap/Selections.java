package dev.halfcaf.device.heap;

import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.NdArray;

/** Comparisons, and the choice between two operands by their result. */
final class Selections {
    private static final int RESULT = 3;

    private Selections() {}

    static void compare(ComparisonOp op, NdArray a, NdArray b, NdArray out) {
        Operand left = new Operand(a, out.shape(), 0);
        Operand right = new Operand(b, out.shape(), 1);
        boolean[] result = HeapDevice.storage(out).booleans();
        boolean floating = a.dtype().isFloating();
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            if (floating) {
                double[] x = left.doubles(position, count);
                double[] y = right.doubles(position, count);
                compare(op, x, left.from(), y, right.from(), result, position, count);
            } else {
                long[] x = left.longs(position, count);
                long[] y = right.longs(position, count);
                compare(op, x, left.from(), y, right.from(), result, position, count);
            }
        }
    }

    private static void compare(
            ComparisonOp op, double[] a, int aFrom, double[] b, int bFrom, boolean[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            double x = a[aFrom + i];
            double y = b[bFrom + i];
            out[outFrom + i] = switch (op) {
                case EQ -> x == y;
                case NE -> x != y;
                case LT -> x < y;
                case LE -> x <= y;
                case GT -> x > y;
                case GE -> x >= y;
            };
        }
    }

    private static void compare(
            ComparisonOp op, long[] a, int aFrom, long[] b, int bFrom, boolean[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[aFrom + i];
            long y = b[bFrom + i];
            out[outFrom + i] = switch (op) {
                case EQ -> x == y;
                case NE -> x != y;
                case LT -> x < y;
                case LE -> x <= y;
                case GT -> x > y;
                case GE -> x >= y;
            };
        }
    }

    static void where(NdArray condition, NdArray a, NdArray b, NdArray out) {
        Operand chooser = new Operand(condition, out.shape(), 0);
        Operand left = new Operand(a, out.shape(), 1);
        Operand right = new Operand(b, out.shape(), 2);
        HeapStorage result = HeapDevice.storage(out);
        Format format = Format.of(a, b, out);
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            long[] chosen = chooser.longs(position, count);
            switch (format) {
                case FLOAT -> {
                    float[] x = left.floats(position, count);
                    float[] y = right.floats(position, count);
                    float[] block = Blocks.ofThisThread().floats(RESULT);
                    for (int i = 0; i < count; i++) {
                        block[i] = chosen[i] != 0 ? x[left.from() + i] : y[right.from() + i];
                    }
                    result.write(position, block, 0, count);
                }
                case DOUBLE -> {
                    double[] x = left.doubles(position, count);
                    double[] y = right.doubles(position, count);
                    double[] block = Blocks.ofThisThread().doubles(RESULT);
                    for (int i = 0; i < count; i++) {
                        block[i] = chosen[i] != 0 ? x[left.from() + i] : y[right.from() + i];
                    }
                    result.write(position, block, 0, count);
                }
                case LONG -> {
                    long[] x = left.longs(position, count);
                    long[] y = right.longs(position, count);
                    long[] block = Blocks.ofThisThread().longs(RESULT);
                    for (int i = 0; i < count; i++) {
                        block[i] = chosen[i] != 0 ? x[left.from() + i] : y[right.from() + i];
                    }
                    result.write(position, block, 0, count);
                }
            }
        }
    }
}
