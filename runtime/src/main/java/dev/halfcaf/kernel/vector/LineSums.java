package dev.halfcaf.kernel.vector;

import dev.halfcaf.Dtype;
import dev.halfcaf.kernel.Matrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of the products of a matrix's lines with a vector; a thread has one of these.
 *
 * <p>Half numbers of contiguous lines are not widened: a vector of them is read as ints, each of which holds an even element in its lower
 * half and an odd one in its upper half. Shifted or masked, a bfloat16 is a float. A float16 is one that is 2^112 times
 * too small, subnormals too; the vector makes up for it, as long as its numbers stay below 2^15. Infinities and NaN of
 * float16 become large numbers that way: lines that have one are read as floats first, as
 * lines that are not contiguous always are.
 */
final class LineSums {
    private static final VectorSpecies<Float> FLOATS = Tile.FLOATS;
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final int LANES = Tile.LANES;
    private static final int PAIRS = 2 * LANES;

    private static final int FLOAT16_SIGNS = 0x80008000;
    private static final int UPPER_HALF = 0xFFFF0000;
    /** Sign, exponent and fraction of a float16, three places below the top of an int. */
    private static final int FLOAT16_FIELDS = 0x8FFFE000;

    private static final int DEPTHS_READ = 512;

    private final int mostLines;
    private final float[] lanes = new float[4 * LANES];
    private final float[] read;

    /** @param mostLines that {@link #multiply} is asked for */
    LineSums(int mostLines) {
        this.mostLines = mostLines;
        this.read = new float[4 * Math.max(DEPTHS_READ, mostLines)];
    }

    /**
     * Prepares a vector for contiguous lines of half numbers: writes, behind its {@code count} numbers, what
     * {@link #multiply} reads in their place.
     *
     * @return whether it did; not where the numbers are too large for a factor
     */
    static boolean prepare(float[] vector, int count, Dtype dtype) {
        float factor = dtype == Dtype.FLOAT16 ? 0x1p112f : 1;
        if (factor != 1 && !isBelow(0x1p15f, vector, count)) {
            return false;
        }
        for (int from = 0; from + PAIRS <= count; from += PAIRS) {
            for (int i = 0; i < LANES; i++) {
                vector[count + from + i] = vector[from + 2 * i] * factor;
                vector[count + from + LANES + i] = vector[from + 2 * i + 1] * factor;
            }
        }
        return true;
    }

    private static boolean isBelow(float limit, float[] numbers, int count) {
        boolean below = true;
        for (int i = 0; i < count; i++) {
            below &= Math.abs(numbers[i]) < limit;
        }
        return below;
    }

    /**
     * Sums some lines.
     *
     * @param matrix lines are its rows
     * @param contiguous whether each line is to be read as a stretch; else a stretch is read across the lines
     * @param vector {@code depths} numbers, and as many {@link #prepare prepared} ones if {@code prepared}
     */
    void multiply(
            Matrix matrix,
            boolean contiguous,
            int firstLine,
            int lines,
            float[] vector,
            int depths,
            boolean prepared,
            float[] sums) {
        if (!contiguous) {
            across(matrix, matrix.first() + firstLine, lines, vector, depths, sums);
            return;
        }
        for (int line = 0; line < lines; line += 4) {
            fourLines(matrix, firstLine + line, Math.min(4, lines - line), vector, depths, prepared, sums, line);
        }
    }

    // ---- contiguous lines

    /** Where there are fewer than four, the last one is summed more than once. */
    private void fourLines(
            Matrix matrix, int line, int lines, float[] x, int depths, boolean prepared, float[] sums, int to) {
        int from0 = matrix.first() + line * matrix.rowStep();
        int from1 = from0 + Math.min(1, lines - 1) * matrix.rowStep();
        int from2 = from0 + Math.min(2, lines - 1) * matrix.rowStep();
        int from3 = from0 + (lines - 1) * matrix.rowStep();
        Arrays.fill(lanes, 0f);
        int done = 0;
        Dtype dtype = matrix.numbers().dtype();
        if (dtype == Dtype.FLOAT32) {
            done = FLOATS.loopBound(depths);
            addFloats(matrix.numbers().floats(), from0, from1, from2, from3, x, 0, done, lanes);
        } else if (prepared) {
            done = SHORTS.loopBound(depths);
            short[] m = matrix.numbers().halves();
            boolean finite = true;
            // One call, not two: inlined twice it would be too much for the JIT compiler again.
            for (int two = 0; two < 4 && finite; two += 2) {
                int from = two == 0 ? from0 : from2;
                int next = two == 0 ? from1 : from3;
                finite = addHalves(m, dtype, from, next, x, depths, done, two * LANES);
            }
            if (!finite) {
                Arrays.fill(lanes, 0f);
                done = 0;
            }
        }
        // Of float16 perhaps all, else less than a vector.
        for (; depths - done >= LANES; ) {
            int count = FLOATS.loopBound(Math.min(DEPTHS_READ, depths - done));
            readFour(matrix, from0 + done, from1 + done, from2 + done, from3 + done, count);
            addFloats(read, 0, DEPTHS_READ, 2 * DEPTHS_READ, 3 * DEPTHS_READ, x, done, count, lanes);
            done += count;
        }
        readFour(matrix, from0 + done, from1 + done, from2 + done, from3 + done, depths - done);
        for (int l = 0; l < lines; l++) {
            float sum = sumOfLanes(l * LANES);
            for (int p = done; p < depths; p++) {
                sum = Math.fma(read[l * DEPTHS_READ + p - done], x[p], sum);
            }
            sums[to + l] = sum;
        }
    }

    private void readFour(Matrix matrix, int from0, int from1, int from2, int from3, int count) {
        if (count > 0) {
            matrix.numbers().read(from0, read, 0, count);
            matrix.numbers().read(from1, read, DEPTHS_READ, count);
            matrix.numbers().read(from2, read, 2 * DEPTHS_READ, count);
            matrix.numbers().read(from3, read, 3 * DEPTHS_READ, count);
        }
    }

    /** In an order of its own: the Vector API promises none. */
    private float sumOfLanes(int from) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[from + i] += lanes[from + half + i];
            }
        }
        return lanes[from];
    }

    private static void addFloats(
            float[] m, int from0, int from1, int from2, int from3, float[] x, int xFrom, int count, float[] lanes) {
        FloatVector sum0 = FloatVector.fromArray(FLOATS, lanes, 0);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, lanes, LANES);
        FloatVector sum2 = FloatVector.fromArray(FLOATS, lanes, 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(FLOATS, lanes, 3 * LANES);
        for (int p = 0; p < count; p += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xFrom + p);
            sum0 = FloatVector.fromArray(FLOATS, m, from0 + p).fma(v, sum0);
            sum1 = FloatVector.fromArray(FLOATS, m, from1 + p).fma(v, sum1);
            sum2 = FloatVector.fromArray(FLOATS, m, from2 + p).fma(v, sum2);
            sum3 = FloatVector.fromArray(FLOATS, m, from3 + p).fma(v, sum3);
        }
        sum0.intoArray(lanes, 0);
        sum1.intoArray(lanes, LANES);
        sum2.intoArray(lanes, 2 * LANES);
        sum3.intoArray(lanes, 3 * LANES);
    }

    /**
     * Sums two lines only: with four a method is so large that the JIT compiler makes objects of its vectors.
     *
     * @return false if a float16 is infinite or NaN
     */
    private boolean addHalves(short[] m, Dtype dtype, int from0, int from1, float[] x, int xFrom, int count, int to) {
        if (dtype == Dtype.BFLOAT16) {
            addBfloat16s(m, from0, from1, x, xFrom, count, lanes, to);
            return true;
        }
        if (!areFinite(m, from0, from1, count)) {
            return false;
        }
        addFloat16s(m, from0, from1, x, xFrom, count, lanes, to);
        return true;
    }

    private static void addBfloat16s(
            short[] m, int from0, int from1, float[] x, int xFrom, int count, float[] lanes, int to) {
        FloatVector sum0 = FloatVector.zero(FLOATS);
        FloatVector sum1 = FloatVector.zero(FLOATS);
        for (int p = 0; p < count; p += PAIRS) {
            FloatVector even = FloatVector.fromArray(FLOATS, x, xFrom + p);
            FloatVector odd = FloatVector.fromArray(FLOATS, x, xFrom + p + LANES);
            IntVector pairs0 = ShortVector.fromArray(SHORTS, m, from0 + p).reinterpretAsInts();
            IntVector pairs1 = ShortVector.fromArray(SHORTS, m, from1 + p).reinterpretAsInts();
            sum0 = pairs0.and(UPPER_HALF)
                    .reinterpretAsFloats()
                    .fma(
                            odd,
                            pairs0.lanewise(VectorOperators.LSHL, 16)
                                    .reinterpretAsFloats()
                                    .fma(even, sum0));
            sum1 = pairs1.and(UPPER_HALF)
                    .reinterpretAsFloats()
                    .fma(
                            odd,
                            pairs1.lanewise(VectorOperators.LSHL, 16)
                                    .reinterpretAsFloats()
                                    .fma(even, sum1));
        }
        sum0.intoArray(lanes, to);
        sum1.intoArray(lanes, to + LANES);
    }

    private static void addFloat16s(
            short[] m, int from0, int from1, float[] x, int xFrom, int count, float[] lanes, int to) {
        FloatVector sum0 = FloatVector.zero(FLOATS);
        FloatVector sum1 = FloatVector.zero(FLOATS);
        for (int p = 0; p < count; p += PAIRS) {
            FloatVector even = FloatVector.fromArray(FLOATS, x, xFrom + p);
            FloatVector odd = FloatVector.fromArray(FLOATS, x, xFrom + p + LANES);
            IntVector pairs0 = ShortVector.fromArray(SHORTS, m, from0 + p).reinterpretAsInts();
            IntVector pairs1 = ShortVector.fromArray(SHORTS, m, from1 + p).reinterpretAsInts();
            sum0 = pairs0.lanewise(VectorOperators.ASHR, 3)
                    .and(FLOAT16_FIELDS)
                    .reinterpretAsFloats()
                    .fma(
                            odd,
                            pairs0.lanewise(VectorOperators.LSHL, 16)
                                    .lanewise(VectorOperators.ASHR, 3)
                                    .and(FLOAT16_FIELDS)
                                    .reinterpretAsFloats()
                                    .fma(even, sum0));
            sum1 = pairs1.lanewise(VectorOperators.ASHR, 3)
                    .and(FLOAT16_FIELDS)
                    .reinterpretAsFloats()
                    .fma(
                            odd,
                            pairs1.lanewise(VectorOperators.LSHL, 16)
                                    .lanewise(VectorOperators.ASHR, 3)
                                    .and(FLOAT16_FIELDS)
                                    .reinterpretAsFloats()
                                    .fma(even, sum1));
        }
        sum0.intoArray(lanes, to);
        sum1.intoArray(lanes, to + LANES);
    }

    /** Whether none of the float16 numbers of two lines is infinite or NaN. */
    private static boolean areFinite(short[] m, int from0, int from1, int count) {
        IntVector seen = IntVector.zero(INTS);
        for (int p = 0; p < count; p += PAIRS) {
            // One more in the exponent of those carries into the sign.
            seen = seen.or(ShortVector.fromArray(SHORTS, m, from0 + p)
                            .reinterpretAsInts()
                            .and(~FLOAT16_SIGNS)
                            .add(0x04000400))
                    .or(ShortVector.fromArray(SHORTS, m, from1 + p)
                            .reinterpretAsInts()
                            .and(~FLOAT16_SIGNS)
                            .add(0x04000400));
        }
        return (seen.reduceLanes(VectorOperators.OR) & FLOAT16_SIGNS) == 0;
    }

    // ---- lines that are contiguous across the depth: a stretch of each depth is added to the sums of all lines

    private void across(Matrix matrix, int first, int lines, float[] x, int depths, float[] sums) {
        int vectors = FLOATS.loopBound(lines);
        Arrays.fill(sums, 0, lines, 0f);
        for (int p = 0; p < depths; p += 4) {
            int count = Math.min(4, depths - p);
            int from = first + p * matrix.columnStep();
            float[] m = read;
            int mFrom = 0;
            int step = mostLines;
            if (matrix.numbers().dtype() == Dtype.FLOAT32) {
                m = matrix.numbers().floats();
                mFrom = from;
                step = matrix.columnStep();
            } else {
                for (int i = 0; i < count; i++) {
                    matrix.numbers().read(from + i * matrix.columnStep(), read, i * mostLines, lines);
                }
            }
            if (count == 4) {
                addFourDepths(m, mFrom, step, x, p, vectors, sums);
            } else {
                for (int i = 0; i < count; i++) {
                    addDepth(m, mFrom + i * step, x[p + i], vectors, sums);
                }
            }
            for (int i = 0; i < count; i++) {
                for (int line = vectors; line < lines; line++) {
                    sums[line] = Math.fma(m[mFrom + i * step + line], x[p + i], sums[line]);
                }
            }
        }
    }

    private static void addFourDepths(float[] m, int from, int step, float[] x, int p, int lines, float[] sums) {
        FloatVector x0 = FloatVector.broadcast(FLOATS, x[p]);
        FloatVector x1 = FloatVector.broadcast(FLOATS, x[p + 1]);
        FloatVector x2 = FloatVector.broadcast(FLOATS, x[p + 2]);
        FloatVector x3 = FloatVector.broadcast(FLOATS, x[p + 3]);
        int from1 = from + step;
        int from2 = from1 + step;
        int from3 = from2 + step;
        for (int i = 0; i < lines; i += LANES) {
            FloatVector sum = FloatVector.fromArray(FLOATS, sums, i);
            sum = FloatVector.fromArray(FLOATS, m, from + i).fma(x0, sum);
            sum = FloatVector.fromArray(FLOATS, m, from1 + i).fma(x1, sum);
            sum = FloatVector.fromArray(FLOATS, m, from2 + i).fma(x2, sum);
            sum = FloatVector.fromArray(FLOATS, m, from3 + i).fma(x3, sum);
            sum.intoArray(sums, i);
        }
    }

    private static void addDepth(float[] m, int from, float x, int lines, float[] sums) {
        for (int i = 0; i < lines; i += LANES) {
            FloatVector.fromArray(FLOATS, m, from + i)
                    .fma(FloatVector.broadcast(FLOATS, x), FloatVector.fromArray(FLOATS, sums, i))
                    .intoArray(sums, i);
        }
    }
}
