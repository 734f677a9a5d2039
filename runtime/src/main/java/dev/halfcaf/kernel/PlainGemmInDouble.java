package dev.halfcaf.kernel;

import java.util.Arrays;

/**
 * {@link PlainGemm} in double, line by line: for float64 matrices, which serve checks of gradients more than training.
 */
final class PlainGemmInDouble {
    private static final int ROWS = 64;
    private static final int COLUMNS = 128;
    private static final int DEPTH = 128;

    private static final ThreadLocal<PlainGemmInDouble> OF_THREAD = ThreadLocal.withInitial(PlainGemmInDouble::new);

    private final double[][] aBlock = new double[ROWS][DEPTH];
    private final double[][] bBlock = new double[DEPTH][COLUMNS];
    private final double[][] sums = new double[ROWS][COLUMNS];
    private final double[] column = new double[Math.max(ROWS, DEPTH)];
    private final double[] bias = new double[COLUMNS];
    private final double[] activated = new double[COLUMNS];

    private PlainGemmInDouble() {}

    static PlainGemmInDouble ofThisThread() {
        return OF_THREAD.get();
    }

    /** @param kernels who compute the activation */
    void multiply(Kernels kernels, Product product) {
        int m = product.m();
        int n = product.n();
        int k = product.k();
        for (int row = 0; row < m; row += ROWS) {
            int rows = Math.min(ROWS, m - row);
            for (int firstColumn = 0; firstColumn < n; firstColumn += COLUMNS) {
                int columns = Math.min(COLUMNS, n - firstColumn);
                for (int i = 0; i < rows; i++) {
                    Arrays.fill(sums[i], 0, columns, 0.0);
                }
                for (int depth = 0; depth < k; depth += DEPTH) {
                    int depths = Math.min(DEPTH, k - depth);
                    pack(product.a(), row, depth, rows, depths, aBlock);
                    pack(product.b(), depth, firstColumn, depths, columns, bBlock);
                    for (int i = 0; i < rows; i++) {
                        addProducts(aBlock[i], bBlock, depths, sums[i], columns);
                    }
                }
                for (int i = 0; i < rows; i++) {
                    int to = product.outFrom() + (row + i) * n + firstColumn;
                    product.out()
                            .write(
                                    to,
                                    finished(kernels, product.epilogue(), sums[i], firstColumn, columns),
                                    0,
                                    columns);
                }
            }
        }
    }

    private double[] finished(Kernels kernels, Epilogue epilogue, double[] sums, int firstColumn, int columns) {
        if (epilogue.bias() != null) {
            epilogue.bias().read(epilogue.biasFrom() + firstColumn, bias, 0, columns);
            for (int j = 0; j < columns; j++) {
                sums[j] += bias[j];
            }
        }
        if (epilogue.activation() == null) {
            return sums;
        }
        kernels.unary(epilogue.activation(), sums, 0, activated, 0, columns);
        return activated;
    }

    private void pack(Matrix matrix, int firstRow, int firstColumn, int rows, int columns, double[][] block) {
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

    private static void addProducts(double[] a, double[][] b, int depths, double[] sums, int columns) {
        int p = 0;
        for (; p + 4 <= depths; p += 4) {
            addFour(a[p], b[p], a[p + 1], b[p + 1], a[p + 2], b[p + 2], a[p + 3], b[p + 3], sums, columns);
        }
        for (; p < depths; p++) {
            addOne(a[p], b[p], sums, columns);
        }
    }

    private static void addFour(
            double a0,
            double[] b0,
            double a1,
            double[] b1,
            double a2,
            double[] b2,
            double a3,
            double[] b3,
            double[] sums,
            int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
    }

    private static void addOne(double a, double[] b, double[] sums, int columns) {
        for (int j = 0; j < columns; j++) {
            sums[j] = sums[j] + a * b[j];
        }
    }
}
