package dev.halfcaf.kernel.vector;

import dev.halfcaf.kernel.Matrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs operands of a product into panels: a few lines of a matrix side by side, so that what a {@link Tile} reads in one
 * step stands together. Lines are the rows of the left operand and the columns of the right one; their elements follow
 * one another along the depth, over which products are summed. Any format becomes float on the way. A thread has one of
 * these.
 */
final class Panels {
    /** Lines and depths that one call packs at most. */
    static final int LINES = 128;

    static final int DEPTHS = 256;

    private static final VectorSpecies<Float> FLOATS = Tile.FLOATS;
    private static final int LANES = Tile.LANES;
    private static final VectorSpecies<Float> FOUR_FLOATS = FloatVector.SPECIES_128;
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, FLOATS.vectorShape());
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

    // Which pairs of the lower, and of the upper half of a vector come, each twice; every second place is another's.
    private static final VectorShuffle<Long> LOWER_TWICE = VectorShuffle.fromOp(LONGS, i -> i / 2);
    private static final VectorShuffle<Long> UPPER_TWICE = VectorShuffle.fromOp(LONGS, i -> (i + LONGS.length()) / 2);
    private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAAAAAAAAAAAAAAL);

    /** Depths that are read before they are dealt out, where lines are contiguous. */
    private static final int DEPTHS_READ = 32;

    private final float[] read = new float[DEPTHS_READ * LINES];
    private final float[] dealt = new float[4 * DEPTHS];

    /**
     * Packs some lines, {@link #LINES} at most, as far as {@code depths}, {@link #DEPTHS} at most. The last panel is
     * filled up with zeros.
     *
     * @param x lines are its rows
     * @param width lines of a panel, a multiple of four that divides {@link #LINES}
     */
    void pack(Matrix x, int firstLine, int lines, int firstDepth, int depths, int width, float[] out, int to) {
        if (x.columnStep() == 1) {
            packAlongDepth(x, firstLine, lines, firstDepth, depths, width, out, to);
        } else {
            packAcross(x, firstLine, lines, firstDepth, depths, width, out, to);
        }
    }

    /** Each depth's elements of all lines are contiguous: pieces of them are copied. */
    private void packAcross(
            Matrix x, int firstLine, int lines, int firstDepth, int depths, int width, float[] out, int to) {
        int padded = (lines + width - 1) / width * width;
        for (int depth = 0; depth < depths; depth += DEPTHS_READ) {
            int count = Math.min(DEPTHS_READ, depths - depth);
            for (int p = 0; p < count; p++) {
                int from = x.first() + firstLine + (firstDepth + depth + p) * x.columnStep();
                x.numbers().read(from, read, p * LINES, lines);
                Arrays.fill(read, p * LINES + lines, p * LINES + padded, 0f);
            }
            for (int line = 0; line < padded; line += width) {
                int panel = to + line * depths + depth * width;
                if (width == Tile.ROWS) {
                    copyFours(read, line, count, out, panel);
                } else {
                    copyColumns(read, line, count, out, panel);
                }
            }
        }
    }

    private static void copyFours(float[] in, int from, int count, float[] out, int to) {
        for (int p = 0; p < count; p++) {
            FloatVector.fromArray(FOUR_FLOATS, in, from + p * LINES).intoArray(out, to + p * 4);
        }
    }

    private static void copyColumns(float[] in, int from, int count, float[] out, int to) {
        for (int p = 0; p < count; p++) {
            FloatVector.fromArray(FLOATS, in, from + p * LINES).intoArray(out, to + p * Tile.COLUMNS);
            FloatVector.fromArray(FLOATS, in, from + p * LINES + LANES).intoArray(out, to + p * Tile.COLUMNS + LANES);
        }
    }

    /** Each line's elements are contiguous: four lines at a time are dealt out. */
    private void packAlongDepth(
            Matrix x, int firstLine, int lines, int firstDepth, int depths, int width, float[] out, int to) {
        int padded = (lines + width - 1) / width * width;
        for (int line = 0; line < padded; line += 4) {
            for (int l = 0; l < 4; l++) {
                if (line + l < lines) {
                    int from = x.first() + (firstLine + line + l) * x.rowStep() + firstDepth;
                    x.numbers().read(from, read, l * DEPTHS, depths);
                } else {
                    Arrays.fill(read, l * DEPTHS, l * DEPTHS + depths, 0f);
                }
            }
            int panel = to + line / width * width * depths;
            if (width == 4) {
                deal(read, depths, out, panel);
            } else {
                deal(read, depths, dealt, 0);
                copyFoursApart(dealt, depths, out, panel + line % width);
            }
        }
    }

    private static void copyFoursApart(float[] in, int count, float[] out, int to) {
        for (int p = 0; p < count; p++) {
            FloatVector.fromArray(FOUR_FLOATS, in, p * 4).intoArray(out, to + p * Tile.COLUMNS);
        }
    }

    /** From four lines one after the other, {@link #DEPTHS} apart: the first elements of all four, the second ones ... */
    private static void deal(float[] in, int depths, float[] out, int to) {
        int vectors = HALF_FLOATS.loopBound(depths);
        for (int p = 0; p < vectors; p += HALF_FLOATS.length()) {
            LongVector first = pairs(in, p, p + DEPTHS);
            LongVector second = pairs(in, p + 2 * DEPTHS, p + 3 * DEPTHS);
            first.rearrange(LOWER_TWICE)
                    .blend(second.rearrange(LOWER_TWICE), ODD)
                    .reinterpretAsFloats()
                    .intoArray(out, to + p * 4);
            first.rearrange(UPPER_TWICE)
                    .blend(second.rearrange(UPPER_TWICE), ODD)
                    .reinterpretAsFloats()
                    .intoArray(out, to + p * 4 + LANES);
        }
        for (int p = vectors; p < depths; p++) {
            out[to + p * 4] = in[p];
            out[to + p * 4 + 1] = in[p + DEPTHS];
            out[to + p * 4 + 2] = in[p + 2 * DEPTHS];
            out[to + p * 4 + 3] = in[p + 3 * DEPTHS];
        }
    }

    /** Elements of two lines in turn: each long holds one of both. */
    private static LongVector pairs(float[] in, int first, int second) {
        return wide(in, second)
                .lanewise(VectorOperators.LSHL, 32)
                .or(wide(in, first).and(0xFFFFFFFFL));
    }

    private static LongVector wide(float[] in, int from) {
        IntVector bits = FloatVector.fromArray(HALF_FLOATS, in, from).reinterpretAsInts();
        return (LongVector) bits.convertShape(VectorOperators.I2L, LONGS, 0);
    }
}
