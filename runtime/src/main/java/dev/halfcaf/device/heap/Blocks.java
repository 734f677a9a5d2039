package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import org.jspecify.annotations.Nullable;

/**
 * Where operands are staged on their way to the kernels: converted to the format that the op computes in, and repeated
 * where they are broadcast. One set for each thread, small enough for the first-level cache, so that no op allocates.
 */
final class Blocks {
    /** Elements of a block. Sums over a longer run are sums of blocks, in order. */
    static final int LENGTH = 1024;

    /** Elements up to which a longer row is kept for the next op. */
    private static final int LONGEST_KEPT = 1 << 17;

    /** Elements up to which a larger scratch is kept for the next op. */
    private static final int LARGEST_KEPT = 1 << 20;

    /** Blocks of each format: an op has at most three operands and a result. */
    private static final int COUNT = 4;

    private static final ThreadLocal<Blocks> OF_THREAD = ThreadLocal.withInitial(Blocks::new);

    private final float[][] floats = new float[COUNT][];
    private final double[][] doubles = new double[COUNT][];
    private final long[][] longs = new long[COUNT][];

    private final double[][] rows = new double[COUNT][0];

    private final @Nullable HeapStorage[] scratches = new HeapStorage[COUNT];

    private Blocks() {}

    static Blocks ofThisThread() {
        return OF_THREAD.get();
    }

    float[] floats(int slot) {
        if (floats[slot] == null) {
            floats[slot] = new float[LENGTH];
        }
        return floats[slot];
    }

    double[] doubles(int slot) {
        if (doubles[slot] == null) {
            doubles[slot] = new double[LENGTH];
        }
        return doubles[slot];
    }

    long[] longs(int slot) {
        if (longs[slot] == null) {
            longs[slot] = new long[LENGTH];
        }
        return longs[slot];
    }

    /** Room for a whole row, however long; apart from the blocks. */
    double[] row(int slot, int length) {
        if (rows[slot].length >= length) {
            return rows[slot];
        }
        double[] row = new double[Math.max(length, LENGTH)];
        if (length <= LONGEST_KEPT) {
            rows[slot] = row;
        }
        return row;
    }

    /** Room for at least that many elements of float32 or float64, apart from the others; what is in it is undefined. */
    HeapStorage scratch(int slot, Dtype dtype, int elements) {
        HeapStorage kept = scratches[slot];
        if (kept != null && kept.dtype() == dtype && kept.elements() >= elements) {
            return kept;
        }
        HeapStorage scratch = new HeapStorage(dtype, elements);
        if (elements <= LARGEST_KEPT) {
            scratches[slot] = scratch;
        }
        return scratch;
    }
}
