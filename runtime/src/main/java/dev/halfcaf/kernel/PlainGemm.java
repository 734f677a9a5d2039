package dev.halfcaf.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Matrix products in plain Java. Every element of the result is summed in order, {@code ((0 + a0 * b0) + a1 * b1) +
 * ...}, each product and each sum rounded to float: so the blocks below, and threads that share them out, cannot change
 * a bit.
 *
 * <p>The JIT compiler turns a loop into vector instructions where all arrays in it have the same index. Hence every row
 * of a packed block is an array of its own, and the inner loop runs along a row: it adds four rows of b, each times a
 * number of a, to a row of the result. Operands of any format become float while they are packed.
 */
final class PlainGemm {
    // Blocks of a, b and the result: 64, 128 and 128 KiB of floats, together in a second-level cache.
    private static final int ROWS = 128;
    private static final int COLUMNS = 256;
    private static final int DEPTH = 128;

    /** Multiplications from which on a product is shared out: a fraction of a millisecond. */
    private static final long SHARED_FROM = 1L << 21;

    private final Workers workers;
    private final ThreadLocal<Block> ofThread;

    /** @param kernels who compute activations */
    PlainGemm(Kernels kernels, Workers workers) {
        this.workers = workers;
        this.ofThread = ThreadLocal.withInitial(() -> new Block(kernels));
    }

    boolean multiply(Product product) {
        int blocksOfRows = (product.m() + ROWS - 1) / ROWS;
        int blocks = blocksOfRows * ((product.n() + COLUMNS - 1) / COLUMNS);
        if (blocks <= 1 || workers.threads() == 1 || product.work() < SHARED_FROM) {
            boolean finite = true;
            for (int block = 0; block < blocks; block++) {
                finite &= multiply(product, block, blocksOfRows);
            }
            return finite;
        }
        AtomicBoolean finite = new AtomicBoolean(true);
        workers.run(blocks, block -> {
            if (!multiply(product, block, blocksOfRows)) {
                finite.set(false);
            }
        });
        return finite.get();
    }

    private boolean multiply(Product product, int block, int blocksOfRows) {
        return ofThread.get().multiply(product, block % blocksOfRows * ROWS, block / blocksOfRows * COLUMNS);
    }

    /** What a thread needs for a block of the result. */
    private static final class Block {
        private final float[][] aBlock = new float[ROWS][DEPTH];
        private final float[][] bBlock = new float[DEPTH][COLUMNS];
        private final float[][] sums = new float[ROWS][COLUMNS];
        private final float[] column = new float[Math.max(ROWS, DEPTH)];
        private final ProductRows output;

        Block(Kernels kernels) {
            output = new ProductRows(kernels, COLUMNS);
        }

        boolean multiply(Product product, int firstRow, int firstColumn) {
            int rows = Math.min(ROWS, product.m() - firstRow);
            int columns = Math.min(COLUMNS, product.n() - firstColumn);
            for (int i = 0; i < rows; i++) {
                Arrays.fill(sums[i], 0, columns, 0f);
            }
            for (int depth = 0; depth < product.k(); depth += DEPTH) {
                int depths = Math.min(DEPTH, product.k() - depth);
                pack(product.a(), firstRow, depth, rows, depths, aBlock);
                pack(product.b(), depth, firstColumn, depths, columns, bBlock);
                for (int i = 0; i < rows; i++) {
                    addProducts(aBlock[i], bBlock, depths, sums[i], columns);
                }
            }
            output.begin(product, firstColumn, columns);
            for (int i = 0; i < rows; i++) {
                output.write(firstRow + i, sums[i], 0);
            }
            return output.finite();
        }

        private void pack(Matrix matrix, int firstRow, int firstColumn, int rows, int columns, float[][] block) {
            int first = matrix.first() + firstRow * matrix.rowStep() + firstColumn * matrix.columnStep();
            if (matrix.columnStep() == 1) {
                for (int i = 0; i < rows; i++) {
                    matrix.numbers().read(first + i * matrix.rowStep(), block[i], 0, columns);
                }
                return;
            }
            for (int j = 0; j < columns; j++) {
                matrix.numbers().read(first + j * matrix.columnStep(), column, 0, rows);
                for (int i = 0; i < rows; i++) {
                    block[i][j] = column[i];
                }
            }
        }
    }

    private static void addProducts(float[] a, float[][] b, int depths, float[] sums, int columns) {
        int p = 0;
        for (; p + 4 <= depths; p += 4) {
            addFour(a[p], b[p], a[p + 1], b[p + 1], a[p + 2], b[p + 2], a[p + 3], b[p + 3], sums, columns);
        }
        for (; p < depths; p++) {
            addOne(a[p], b[p], sums, columns);
        }
    }

    private static void addFour(
            float a0,
            float[] b0,
            float a1,
            float[] b1,
            float a2,
            float[] b2,
            float a3,
            float[] b3,
            float[] sums,
            int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
    }

    private static void addOne(float a, float[] b, float[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + a * b[j];
        }
    }
}
