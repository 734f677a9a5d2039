package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.DOUBLES;

import dev.halfcaf.kernel.Kernels;
import jdk.incubator.vector.DoubleVector;

/**
 * Reductions of doubles in the eight lanes of {@link Kernels#reduce}: one vector of them, or two.
 *
 * <p>Lanes leave their vector by way of an array: where the JIT compiler cannot make an instruction of a call that takes a
 * vector from a loop, it makes an object of that vector in each round.
 */
final class VectorReductions {
    private static final int VECTOR = DOUBLES.length();
    private static final int LANES = 8;

    private static final ThreadLocal<double[]> LANES_OF_THREAD = ThreadLocal.withInitial(() -> new double[LANES]);

    private VectorReductions() {}

    /** Where it pays: a CPU with vectors of four doubles or eight, and a row that has a few of them. */
    static boolean suits(int count) {
        return (VECTOR == LANES || 2 * VECTOR == LANES) && count >= 4 * LANES;
    }

    static double sum(double[] in, int from, int count) {
        double[] lanes = LANES_OF_THREAD.get();
        int whole = count / LANES * LANES;
        if (VECTOR == LANES) {
            addVectors(in, from, whole, lanes);
        } else {
            addPairs(in, from, whole, lanes);
        }
        for (int i = whole; i < count; i++) {
            lanes[i - whole] += in[from + i];
        }
        return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
    }

    private static void addVectors(double[] in, int from, int count, double[] lanes) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = from; i < from + count; i += LANES) {
            sum = sum.add(DoubleVector.fromArray(DOUBLES, in, i));
        }
        sum.intoArray(lanes, 0);
    }

    private static void addPairs(double[] in, int from, int count, double[] lanes) {
        DoubleVector lower = DoubleVector.zero(DOUBLES);
        DoubleVector upper = DoubleVector.zero(DOUBLES);
        for (int i = from; i < from + count; i += LANES) {
            lower = lower.add(DoubleVector.fromArray(DOUBLES, in, i));
            upper = upper.add(DoubleVector.fromArray(DOUBLES, in, i + VECTOR));
        }
        lower.intoArray(lanes, 0);
        upper.intoArray(lanes, VECTOR);
    }

    static double max(double[] in, int from, int count) {
        double[] lanes = LANES_OF_THREAD.get();
        int whole = DOUBLES.loopBound(count);
        DoubleVector largest = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
        for (int i = from; i < from + whole; i += VECTOR) {
            largest = largest.max(DoubleVector.fromArray(DOUBLES, in, i));
        }
        largest.intoArray(lanes, 0);
        double max = lanes[0];
        for (int lane = 1; lane < VECTOR; lane++) {
            max = Math.max(max, lanes[lane]);
        }
        for (int i = from + whole; i < from + count; i++) {
            max = Math.max(max, in[i]);
        }
        return max;
    }

    static double min(double[] in, int from, int count) {
        double[] lanes = LANES_OF_THREAD.get();
        int whole = DOUBLES.loopBound(count);
        DoubleVector smallest = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        for (int i = from; i < from + whole; i += VECTOR) {
            smallest = smallest.min(DoubleVector.fromArray(DOUBLES, in, i));
        }
        smallest.intoArray(lanes, 0);
        double min = lanes[0];
        for (int lane = 1; lane < VECTOR; lane++) {
            min = Math.min(min, lanes[lane]);
        }
        for (int i = from + whole; i < from + count; i++) {
            min = Math.min(min, in[i]);
        }
        return min;
    }

    /** {@code exp(in - max)}; returns their sum. */
    static double exponentials(double[] in, int inFrom, double max, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = in[inFrom + i] - max;
        }
        VectorFunctions.exp(out, outFrom, count);
        return sum(out, outFrom, count);
    }
}
