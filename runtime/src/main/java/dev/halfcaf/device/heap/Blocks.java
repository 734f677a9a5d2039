package dev.halfcaf.device.heap;

/**
 * Where operands are staged on their way to the kernels: converted to the format that the op computes in, and repeated
 * where they are broadcast. One set for each thread, small enough for the first-level cache, so that no op allocates.
 */
final class Blocks {
    /** Elements of a block. Sums over a longer run are sums of blocks, in order. */
    static final int LENGTH = 1024;

    /** Elements up to which a longer row is kept for the next op. */
    private static final int LONGEST_KEPT = 1 << 17;

    /** Blocks of each format: an op has at most three operands and a result. */
    private static final int COUNT = 4;

    private static final ThreadLocal<Blocks> OF_THREAD = ThreadLocal.withInitial(Blocks::new);

    private final float[][] floats = new float[COUNT][];
    private final double[][] doubles = new double[COUNT][];
    private final long[][] longs = new long[COUNT][];

    private final double[][] rows = new double[COUNT][0];

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
}
