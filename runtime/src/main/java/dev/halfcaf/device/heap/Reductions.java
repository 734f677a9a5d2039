package dev.halfcaf.device.heap;

import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import java.util.Arrays;

/**
 * Reductions along axes. Floating ones accumulate in double and round once, in this order: a run along the innermost
 * axes is taken in blocks of {@link Blocks#LENGTH}, each reduced as {@link Kernels#reduce} defines; blocks, and runs
 * further out, follow one another in memory order. Integers are accumulated in long and wrap around in their own width.
 */
final class Reductions {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private Reductions() {}

    static void reduce(ReductionOp op, NdArray in, int[] axes, NdArray out) {
        if (in.elements() == 0) {
            Moves.fill(op == ReductionOp.MEAN ? Double.NaN : identity(op), out);
        } else if (Format.of(in, out) == Format.LONG) {
            reduceIntegers(op, in, ReductionPlan.of(in.shape(), axes), out);
        } else {
            reduceFloating(op, in, ReductionPlan.of(in.shape(), axes), out);
        }
    }

    private static void reduceFloating(ReductionOp op, NdArray in, ReductionPlan plan, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        double[] accumulators = Blocks.ofThisThread().row(0, plan.accumulators());
        double[] block = Blocks.ofThisThread().doubles(0);
        StridedIndex index = plan.index();
        int reducedElements = plan.sliceLength() / plan.accumulators();
        for (int slice = 0; slice < plan.slices(); slice++) {
            Arrays.fill(accumulators, 0, plan.accumulators(), identity(op));
            index.seek(0);
            for (int position = 0; position < plan.sliceLength(); ) {
                int count = Math.min(index.run(), Blocks.LENGTH);
                source.read(slice * plan.sliceLength() + position, block, 0, count);
                int to = index.index();
                if (index.step() == 0) {
                    accumulators[to] = combine(op, accumulators[to], KERNELS.reduce(op, block, 0, count));
                } else {
                    KERNELS.accumulate(op, block, 0, accumulators, to, count);
                }
                index.advance(count);
                position += count;
            }
            if (op == ReductionOp.MEAN) {
                for (int i = 0; i < plan.accumulators(); i++) {
                    accumulators[i] /= reducedElements;
                }
            }
            result.write(slice * plan.accumulators(), accumulators, 0, plan.accumulators());
        }
    }

    private static double identity(ReductionOp op) {
        return switch (op) {
            case SUM, MEAN -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
    }

    private static double combine(ReductionOp op, double a, double b) {
        return switch (op) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    private static void reduceIntegers(ReductionOp op, NdArray in, ReductionPlan plan, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        long[] accumulators = new long[plan.accumulators()];
        StridedIndex index = plan.index();
        for (int slice = 0; slice < plan.slices(); slice++) {
            Arrays.fill(accumulators, integerIdentity(op));
            index.seek(0);
            for (int position = 0; position < plan.sliceLength(); position++) {
                int to = index.index();
                accumulators[to] =
                        combine(op, accumulators[to], source.readLong(slice * plan.sliceLength() + position));
                index.advance(1);
            }
            result.write(slice * plan.accumulators(), accumulators, 0, plan.accumulators());
        }
    }

    private static long integerIdentity(ReductionOp op) {
        return switch (op) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
            case MEAN -> throw new IllegalArgumentException("A mean of integers is not defined: cast them first.");
        };
    }

    private static long combine(ReductionOp op, long a, long b) {
        return switch (op) {
            case SUM, MEAN -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    static void argmax(NdArray in, int axis, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        Lines lines = Lines.along(in.shape(), axis);
        boolean floating = in.dtype().isFloating();
        long[] winner = new long[1];
        for (int line = 0; line < lines.count(); line++) {
            int first = lines.first(line);
            winner[0] = floating ? firstLargest(source, first, lines) : firstLargestInteger(source, first, lines);
            result.write(line, winner, 0, 1);
        }
    }

    private static int firstLargest(HeapStorage source, int first, Lines lines) {
        int winner = 0;
        double largest = source.readDouble(first);
        for (int i = 1; i < lines.length() && !Double.isNaN(largest); i++) {
            double value = source.readDouble(first + i * lines.step());
            if (value > largest || Double.isNaN(value)) {
                largest = value;
                winner = i;
            }
        }
        return winner;
    }

    private static int firstLargestInteger(HeapStorage source, int first, Lines lines) {
        int winner = 0;
        long largest = source.readLong(first);
        for (int i = 1; i < lines.length(); i++) {
            long value = source.readLong(first + i * lines.step());
            if (value > largest) {
                largest = value;
                winner = i;
            }
        }
        return winner;
    }
}
