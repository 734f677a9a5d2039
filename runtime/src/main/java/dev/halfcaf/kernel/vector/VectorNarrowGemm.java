package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.FLOATS;

import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Numbers;
import dev.halfcaf.kernel.Product;
import dev.halfcaf.kernel.ProductRows;
import dev.halfcaf.kernel.Workers;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.FloatVector;

/**
 * Products of which one side of the result fits into a vector, such as the logits of ten classes. What is multiplied there is
 * little for each element of the long operand, so that packing this would take as long as the product: its lines are read
 * as they stand, and only the short operand is packed. Elements are summed as by {@link VectorGemm}, to the bit.
 */
final class VectorNarrowGemm {
    private static final int LANES = FLOATS.length();

    /** Lines of the long operand that are summed in registers. */
    private static final int ROWS = 8;

    /** Lines that a thread takes at a time. */
    private static final int BLOCK = 64;

    /** Depths that are read at a time, and of the short operand stay in the first-level cache beside the lines. */
    private static final int DEPTHS = 256;

    /** Rows of this length would share sets of the cache: each is longer by a cache line. */
    private static final int ROW_STEP = DEPTHS + 16;

    /** So that the packed operand, for which each thread keeps the room, stays in the second-level cache. */
    private static final int MOST_DEPTHS = 1 << 13;

    /** Multiplications from which on a product is shared out. */
    private static final long SHARED_FROM = 1L << 20;

    private final Workers workers;
    private final ThreadLocal<Scratch> ofThread;

    /** @param kernels who compute activations */
    VectorNarrowGemm(Kernels kernels, Workers workers) {
        this.workers = workers;
        this.ofThread = ThreadLocal.withInitial(() -> new Scratch(kernels));
    }

    private static final class Scratch {
        final float[] lines = new float[ROWS * ROW_STEP];
        final float[] line = new float[DEPTHS];
        final float[] sums = new float[BLOCK * LANES];
        final ProductRows output;
        float[] packed = new float[0];

        Scratch(Kernels kernels) {
            output = new ProductRows(kernels, BLOCK);
        }

        float[] packed(int length) {
            return packed.length >= length ? packed : (packed = new float[length]);
        }
    }

    /** Whether this is such a product, and it is worth it. */
    static boolean suits(Product product) {
        boolean columns = isShort(product.n(), product.m());
        Matrix lines = columns ? product.a() : product.b().transposed();
        return (columns || isShort(product.m(), product.n()))
                && lines.columnStep() == 1
                && product.k() >= LANES
                && product.k() <= MOST_DEPTHS;
    }

    private static boolean isShort(int size, int other) {
        return size <= LANES && other >= 2 * ROWS;
    }

    boolean multiply(Product product) {
        boolean transposed = !isShort(product.n(), product.m());
        Matrix longLines = transposed ? product.b().transposed() : product.a();
        Matrix shortLines = transposed ? product.a() : product.b().transposed();
        int lines = transposed ? product.n() : product.m();
        int width = transposed ? product.m() : product.n();
        int depths = product.k();
        float[] packed = ofThread.get().packed(depths * LANES);
        pack(shortLines, width, depths, packed, ofThread.get().line);
        AtomicBoolean finite = new AtomicBoolean(true);
        Workers.Part part = index -> {
            Scratch mine = ofThread.get();
            int first = index * BLOCK;
            int count = Math.min(BLOCK, lines - first);
            sum(longLines, first, count, packed, depths, mine);
            if (transposed) {
                writeTransposed(product, first, count, mine);
            } else {
                write(product, first, count, mine);
            }
            if (!mine.output.finite()) {
                finite.set(false);
            }
        };
        int parts = (lines + BLOCK - 1) / BLOCK;
        if (product.work() >= SHARED_FROM) {
            workers.run(parts, part);
        } else {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
        }
        return finite.get();
    }

    /** Elements of one depth together, a vector of them, filled up with zeros. */
    private static void pack(Matrix lines, int width, int depths, float[] out, float[] line) {
        Numbers numbers = lines.numbers();
        if (width < LANES) {
            Arrays.fill(out, 0, depths * LANES, 0f);
        }
        if (lines.columnStep() == 1) {
            for (int l = 0; l < width; l++) {
                for (int depth = 0; depth < depths; depth += DEPTHS) {
                    int count = Math.min(DEPTHS, depths - depth);
                    numbers.read(lines.first() + l * lines.rowStep() + depth, line, 0, count);
                    for (int p = 0; p < count; p++) {
                        out[(depth + p) * LANES + l] = line[p];
                    }
                }
            }
        } else {
            for (int p = 0; p < depths; p++) {
                numbers.read(lines.first() + p * lines.columnStep(), out, p * LANES, width);
            }
        }
    }

    private static void sum(Matrix matrix, int first, int count, float[] packed, int depths, Scratch scratch) {
        Arrays.fill(scratch.sums, 0, (count + ROWS - 1) / ROWS * ROWS * LANES, 0f);
        for (int row = 0; row < count; row += ROWS) {
            int rows = Math.min(ROWS, count - row);
            for (int depth = 0; depth < depths; depth += DEPTHS) {
                int length = Math.min(DEPTHS, depths - depth);
                // Lines beyond the last keep what was there, and nobody reads their sums.
                for (int l = 0; l < rows; l++) {
                    int from = matrix.first() + (first + row + l) * matrix.rowStep() + depth;
                    matrix.numbers().read(from, scratch.lines, l * ROW_STEP, length);
                }
                tile(scratch.lines, packed, depth * LANES, length, scratch.sums, row * LANES);
            }
        }
    }

    /** Adds {@code depths} products to each sum of eight rows of one vector, in order. */
    private static void tile(float[] lines, float[] packed, int packedFrom, int depths, float[] sums, int to) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, sums, to);
        FloatVector s1 = FloatVector.fromArray(FLOATS, sums, to + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, sums, to + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, sums, to + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(FLOATS, sums, to + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(FLOATS, sums, to + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(FLOATS, sums, to + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(FLOATS, sums, to + 7 * LANES);
        for (int p = 0; p < depths; p++) {
            FloatVector right = FloatVector.fromArray(FLOATS, packed, packedFrom + p * LANES);
            s0 = FloatVector.broadcast(FLOATS, lines[p]).fma(right, s0);
            s1 = FloatVector.broadcast(FLOATS, lines[p + ROW_STEP]).fma(right, s1);
            s2 = FloatVector.broadcast(FLOATS, lines[p + 2 * ROW_STEP]).fma(right, s2);
            s3 = FloatVector.broadcast(FLOATS, lines[p + 3 * ROW_STEP]).fma(right, s3);
            s4 = FloatVector.broadcast(FLOATS, lines[p + 4 * ROW_STEP]).fma(right, s4);
            s5 = FloatVector.broadcast(FLOATS, lines[p + 5 * ROW_STEP]).fma(right, s5);
            s6 = FloatVector.broadcast(FLOATS, lines[p + 6 * ROW_STEP]).fma(right, s6);
            s7 = FloatVector.broadcast(FLOATS, lines[p + 7 * ROW_STEP]).fma(right, s7);
        }
        s0.intoArray(sums, to);
        s1.intoArray(sums, to + LANES);
        s2.intoArray(sums, to + 2 * LANES);
        s3.intoArray(sums, to + 3 * LANES);
        s4.intoArray(sums, to + 4 * LANES);
        s5.intoArray(sums, to + 5 * LANES);
        s6.intoArray(sums, to + 6 * LANES);
        s7.intoArray(sums, to + 7 * LANES);
    }

    private static void write(Product product, int first, int count, Scratch scratch) {
        scratch.output.begin(product, 0, product.n());
        for (int i = 0; i < count; i++) {
            scratch.output.write(first + i, scratch.sums, i * LANES);
        }
    }

    private static void writeTransposed(Product product, int first, int count, Scratch scratch) {
        float[] row = scratch.output.sums();
        scratch.output.begin(product, first, count);
        for (int j = 0; j < product.m(); j++) {
            for (int i = 0; i < count; i++) {
                row[i] = scratch.sums[i * LANES + j];
            }
            scratch.output.write(j);
        }
    }
}
