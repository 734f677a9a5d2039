package dev.halfcaf.kernel.vector;

import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Product;
import dev.halfcaf.kernel.ProductRows;
import dev.halfcaf.kernel.Workers;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Matrix products on the Vector API. Every element of the result is summed in order, {@code fma(a1, b1, fma(a0, b0, 0))
 * ...}, each step rounded to float: so blocks, and threads that share them out, cannot change a bit.
 *
 * <p>A stretch of the product (all of it, but where it is very large) is computed in two steps: both operands are packed
 * into {@link Panels}; then each block of the result runs over the whole depth, tile by tile, in a buffer that stays in
 * the second-level cache, and is written once.
 */
final class VectorGemm {
    /** Rows and columns of a block; its sums take 72 KiB. */
    private static final int BLOCK = Panels.LINES;

    /** From row to row of a block's sums: longer by a cache line than they, whose columns would share sets of the cache. */
    private static final int ROW_STEP = BLOCK + 16;

    /** Depths that are packed together: of a right panel as much as stays in the first-level cache. */
    private static final int DEPTHS = Panels.DEPTHS;

    /** The depths of a stretch, and the floats of either packed operand: 16 MiB. */
    private static final int STRETCH_DEPTHS = 4096;

    private static final int STRETCH_FLOATS = 1 << 22;

    /** Multiplications from which on a product is shared out: a tenth of a millisecond. */
    private static final long SHARED_FROM = 1L << 22;

    private final Workers workers;
    private final ThreadLocal<Scratch> ofThread;

    /** @param kernels who compute activations */
    VectorGemm(Kernels kernels, Workers workers) {
        this.workers = workers;
        this.ofThread = ThreadLocal.withInitial(() -> new Scratch(kernels));
    }

    /** What a thread works with. */
    private static final class Scratch {
        final Panels panels = new Panels();
        final float[] block = new float[BLOCK * ROW_STEP];
        final ProductRows output;

        // Of the thread that called: the packed operands, and the sums where a stretch is not the whole depth.
        float[] left = new float[0];
        float[] right = new float[0];
        float[] sums = new float[0];

        Scratch(Kernels kernels) {
            output = new ProductRows(kernels, BLOCK);
        }

        float[] left(int length) {
            return left.length >= length ? left : (left = new float[length]);
        }

        float[] right(int length) {
            return right.length >= length ? right : (right = new float[length]);
        }

        float[] sums(int length) {
            return sums.length >= length ? sums : (sums = new float[length]);
        }
    }

    boolean multiply(Product product) {
        return new Call(product).run();
    }

    private static int blocks(int size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    private static int padded(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    /** One product: the state that its parts share. */
    private final class Call {
        private final Product product;
        // Left and right operand: b and a transposed where the result is computed transposed.
        private final boolean transposed;
        private final Matrix leftLines;
        private final Matrix rightLines;
        private final int rows;
        private final int columns;
        private final boolean shared;
        private final AtomicBoolean finite = new AtomicBoolean(true);

        Call(Product product) {
            this.product = product;
            this.transposed = tiles(product.n(), product.m()) * 9 < tiles(product.m(), product.n()) * 8;
            this.leftLines = transposed ? product.b().transposed() : product.a();
            this.rightLines = transposed ? product.a() : product.b().transposed();
            this.rows = transposed ? product.n() : product.m();
            this.columns = transposed ? product.m() : product.n();
            this.shared = workers.threads() > 1 && product.work() >= SHARED_FROM;
        }

        private static long tiles(int rows, int columns) {
            return (long) ((rows + Tile.ROWS - 1) / Tile.ROWS) * ((columns + Tile.COLUMNS - 1) / Tile.COLUMNS);
        }

        boolean run() {
            int depths = Math.min(product.k(), STRETCH_DEPTHS);
            int most = STRETCH_FLOATS / Math.max(1, depths) / BLOCK * BLOCK;
            for (int column = 0; column < columns; column += most) {
                for (int row = 0; row < rows; row += most) {
                    stretch(row, Math.min(most, rows - row), column, Math.min(most, columns - column));
                }
            }
            return finite.get();
        }

        private void stretch(int firstRow, int rows, int firstColumn, int columns) {
            Scratch scratch = ofThread.get();
            boolean whole = product.k() <= STRETCH_DEPTHS;
            int blocksOfRows = blocks(rows);
            int blocks = blocksOfRows * blocks(columns);
            float[] sums = whole ? scratch.sums : scratch.sums(blocks * BLOCK * ROW_STEP);
            if (!whole) {
                Arrays.fill(sums, 0, blocks * BLOCK * ROW_STEP, 0f);
            }
            int firstDepth = 0;
            do {
                int depths = Math.min(STRETCH_DEPTHS, product.k() - firstDepth);
                float[] left = scratch.left(padded(rows, Tile.ROWS) * depths);
                float[] right = scratch.right(padded(columns, Tile.COLUMNS) * depths);
                pack(leftLines, firstRow, rows, firstDepth, depths, Tile.ROWS, left);
                pack(rightLines, firstColumn, columns, firstDepth, depths, Tile.COLUMNS, right);
                boolean last = firstDepth + depths == product.k();
                run(blocks, index -> {
                    Scratch mine = ofThread.get();
                    int row = index % blocksOfRows * BLOCK;
                    int column = index / blocksOfRows * BLOCK;
                    float[] block = whole ? mine.block : sums;
                    int from = whole ? 0 : index * BLOCK * ROW_STEP;
                    int blockRows = Math.min(BLOCK, rows - row);
                    int blockColumns = Math.min(BLOCK, columns - column);
                    if (whole) {
                        clear(block, padded(blockRows, Tile.ROWS), padded(blockColumns, Tile.COLUMNS));
                    }
                    multiply(left, rows, row, blockRows, right, columns, column, blockColumns, depths, block, from);
                    if (last) {
                        write(mine.output, block, from, firstRow + row, blockRows, firstColumn + column, blockColumns);
                    }
                });
                firstDepth += depths;
            } while (firstDepth < product.k());
        }

        private static void clear(float[] block, int rows, int columns) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(block, i * ROW_STEP, i * ROW_STEP + columns, 0f);
            }
        }

        private void run(int parts, Workers.Part part) {
            if (shared) {
                workers.run(parts, part);
            } else {
                for (int i = 0; i < parts; i++) {
                    part.run(i);
                }
            }
        }

        /** Packs an operand by pieces: those of {@link #DEPTHS} depths one after the other. */
        private void pack(Matrix lines, int first, int count, int firstDepth, int depths, int width, float[] out) {
            int padded = padded(count, width);
            int piecesOfLines = blocks(count);
            run(piecesOfLines * ((depths + DEPTHS - 1) / DEPTHS), index -> {
                int line = index % piecesOfLines * BLOCK;
                int depth = index / piecesOfLines * DEPTHS;
                int pieceDepths = Math.min(DEPTHS, depths - depth);
                ofThread.get()
                        .panels
                        .pack(
                                lines,
                                first + line,
                                Math.min(BLOCK, count - line),
                                firstDepth + depth,
                                pieceDepths,
                                width,
                                out,
                                padded * depth + line * pieceDepths);
            });
        }

        private void multiply(
                float[] left,
                int rows,
                int row,
                int blockRows,
                float[] right,
                int columns,
                int column,
                int blockColumns,
                int depths,
                float[] block,
                int from) {
            for (int depth = 0; depth < depths; depth += DEPTHS) {
                int count = Math.min(DEPTHS, depths - depth);
                int leftFrom = padded(rows, Tile.ROWS) * depth + row * count;
                int rightFrom = padded(columns, Tile.COLUMNS) * depth + column * count;
                for (int j = 0; j < blockColumns; j += Tile.COLUMNS) {
                    for (int i = 0; i < blockRows; i += Tile.ROWS) {
                        int tile = from + i * ROW_STEP + j;
                        Tile.multiply(
                                left, leftFrom + i * count, right, rightFrom + j * count, count, block, tile, ROW_STEP);
                    }
                }
            }
        }

        private void write(
                ProductRows output, float[] block, int from, int row, int blockRows, int column, int blockColumns) {
            if (transposed) {
                float[] sums = output.sums();
                output.begin(product, row, blockRows);
                for (int j = 0; j < blockColumns; j++) {
                    for (int i = 0; i < blockRows; i++) {
                        sums[i] = block[from + i * ROW_STEP + j];
                    }
                    output.write(column + j);
                }
            } else {
                output.begin(product, column, blockColumns);
                for (int i = 0; i < blockRows; i++) {
                    output.write(row + i, block, from + i * ROW_STEP);
                }
            }
            if (!output.finite()) {
                finite.set(false);
            }
        }
    }
}
