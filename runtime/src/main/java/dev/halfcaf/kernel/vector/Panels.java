package dev.halfcaf.kernel.vector;

import dev.halfcaf.kernel.Matrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs operands of a product into panels: a few lines of a matrix side by side, so that what a {@link Tile} reads in one
 * step stands together. Lines are the rows of the left operand and the columns of the right one; their elements follow
 * one another along the depth, over which products are summed. Any format becomes float on the way. A thread has one of
 * these.
 *
 * <p>Four floats are copied as a whole vector, and what is too much is overwritten by the next copy: a vector of four
 * would be a second species of {@link FloatVector}, and where a JVM has seen two of them, the JIT compiler of JDK 17 makes
 * objects of both.
 */
final class Panels {
    /** Lines and depths that one call packs at most. */
    static final int LINES = 128;

    static final int DEPTHS = 256;

    private static final VectorSpecies<Float> FLOATS = Tile.FLOATS;
    private static final int LANES = Tile.LANES;
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, FLOATS.vectorShape());
    private static final int PAIRS = LONGS.length();

    // Which pairs of the lower, and of the upper half of a vector come, each twice; every second place is another's.
    private static final VectorShuffle<Long> LOWER_TWICE = VectorShuffle.fromOp(LONGS, i -> i / 2);
    private static final VectorShuffle<Long> UPPER_TWICE = VectorShuffle.fromOp(LONGS, i -> (i + PAIRS) / 2);
    private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAAAAAAAAAAAAAAL >>> (64 - PAIRS));

    /** Depths that are dealt out together, so that a panel's part stays in the first-level cache. */
    private static final int DEPTHS_DEALT = 64;

    /** Depths that are read before they are dealt out, where lines are contiguous. */
    private static final int DEPTHS_READ = 32;

    // Room for a vector that is read beyond the last element.
    private final float[] read = new float[DEPTHS_READ * LINES + LANES];
    private final float[] dealt = new float[Tile.COLUMNS * DEPTHS_DEALT + LANES];

    /**
     * Packs some lines, {@link #LINES} at most, as far as {@code depths}, {@link #DEPTHS} at most. The last panel is
     * filled up with zeros.
     *
     * @param x lines are its rows
     * @param width lines of a panel: {@link Tile#ROWS} or {@link Tile#COLUMNS}
     */
    void pack(Matrix x, int firstLine, int lines, int firstDepth, int depths, int width, float[] out, int to) {
        int padded = (lines + width - 1) / width * width;
        if (x.columnStep() != 1) {
            packAcross(x, firstLine, lines, firstDepth, depths, width, out, to);
        } else if (width == Tile.ROWS) {
            for (int line = 0; line < padded; line += Tile.ROWS) {
                readFour(x, firstLine + line, lines - line, firstDepth, depths);
                deal(read, depths, out, to + line * depths);
            }
        } else {
            for (int line = 0; line < padded; line += Tile.COLUMNS) {
                packColumns(x, firstLine + line, lines - line, firstDepth, depths, out, to + line * depths);
            }
        }
    }

    // ---- lines are contiguous across the depth: pieces of them are copied

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
                    copyFours(read, line, LINES, count, out, panel);
                } else {
                    copyColumns(read, line, count, out, panel);
                }
            }
        }
    }

    /** Copies groups of four floats that stand {@code step} apart, one after the other. */
    private static void copyFours(float[] in, int from, int step, int groups, float[] out, int to) {
        int whole = Math.max(0, groups - LANES / 4 + 1);
        for (int i = 0; i < whole; i++) {
            FloatVector.fromArray(FLOATS, in, from + i * step).intoArray(out, to + i * 4);
        }
        for (int i = whole; i < groups; i++) {
            for (int j = 0; j < 4; j++) {
                out[to + i * 4 + j] = in[from + i * step + j];
            }
        }
    }

    private static void copyColumns(float[] in, int from, int count, float[] out, int to) {
        for (int p = 0; p < count; p++) {
            FloatVector.fromArray(FLOATS, in, from + p * LINES).intoArray(out, to + p * Tile.COLUMNS);
            FloatVector.fromArray(FLOATS, in, from + p * LINES + LANES).intoArray(out, to + p * Tile.COLUMNS + LANES);
        }
    }

    // ---- each line is contiguous along the depth: four lines at a time are dealt out

    private void packColumns(Matrix x, int firstLine, int lines, int firstDepth, int depths, float[] out, int to) {
        for (int depth = 0; depth < depths; depth += DEPTHS_DEALT) {
            int count = Math.min(DEPTHS_DEALT, depths - depth);
            for (int line = 0; line < Tile.COLUMNS; line += 4) {
                readFour(x, firstLine + line, lines - line, firstDepth + depth, count);
                deal(read, count, dealt, line * DEPTHS_DEALT);
            }
            for (int p = 0; p < count - 1; p++) {
                copyRow(dealt, p * 4, out, to + (depth + p) * Tile.COLUMNS);
            }
            copyFours(
                    dealt,
                    (count - 1) * 4,
                    4 * DEPTHS_DEALT,
                    Tile.COLUMNS / 4,
                    out,
                    to + (depth + count - 1) * Tile.COLUMNS);
        }
    }

    /** Copies a panel's elements at one depth, and something after them. */
    private static void copyRow(float[] in, int from, float[] out, int to) {
        for (int column = 0; column < Tile.COLUMNS; column += 4) {
            FloatVector.fromArray(FLOATS, in, from + column * DEPTHS_DEALT).intoArray(out, to + column);
        }
    }

    /** Reads four lines, {@link #DEPTHS} apart; those beyond {@code lines} are zero. */
    private void readFour(Matrix x, int firstLine, int lines, int firstDepth, int depths) {
        for (int l = 0; l < 4; l++) {
            if (l < lines) {
                int from = x.first() + (firstLine + l) * x.rowStep() + firstDepth;
                x.numbers().read(from, read, l * DEPTHS, depths);
            } else {
                Arrays.fill(read, l * DEPTHS, l * DEPTHS + depths, 0f);
            }
        }
    }

    /** From four lines, {@link #DEPTHS} apart: the first elements of all four, the second ones ... */
    private static void deal(float[] in, int depths, float[] out, int to) {
        int vectors = LONGS.loopBound(depths);
        for (int p = 0; p < vectors; p += PAIRS) {
            // Elements of two lines in turn: each long holds one of both.
            LongVector first = ((LongVector) FloatVector.fromArray(FLOATS, in, p + DEPTHS)
                            .reinterpretAsInts()
                            .convertShape(VectorOperators.I2L, LONGS, 0))
                    .lanewise(VectorOperators.LSHL, 32)
                    .or(((LongVector) FloatVector.fromArray(FLOATS, in, p)
                                    .reinterpretAsInts()
                                    .convertShape(VectorOperators.I2L, LONGS, 0))
                            .and(0xFFFFFFFFL));
            LongVector second = ((LongVector) FloatVector.fromArray(FLOATS, in, p + 3 * DEPTHS)
                            .reinterpretAsInts()
                            .convertShape(VectorOperators.I2L, LONGS, 0))
                    .lanewise(VectorOperators.LSHL, 32)
                    .or(((LongVector) FloatVector.fromArray(FLOATS, in, p + 2 * DEPTHS)
                                    .reinterpretAsInts()
                                    .convertShape(VectorOperators.I2L, LONGS, 0))
                            .and(0xFFFFFFFFL));
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
}
