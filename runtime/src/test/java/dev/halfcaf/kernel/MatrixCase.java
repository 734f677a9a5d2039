package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import java.util.Arrays;
import java.util.Random;

/**
 * A product of random matrices in some formats, and the same product in float64. All three matrices stand inside larger
 * arrays, and what is around the result must stay.
 */
final class MatrixCase {
    private static final int BEFORE = 5;
    private static final int AFTER = 3;
    private static final float AROUND = 77;

    final int m;
    final int n;
    final int k;
    final Matrix a;
    final Matrix b;
    final Numbers out;
    final int outFrom = BEFORE;

    /** @param variant says which formats and transposes: any number */
    MatrixCase(int m, int n, int k, int variant, Random random) {
        this(
                m,
                n,
                k,
                matrix(dtype(variant / 4), m, k, variant % 2 == 1, random),
                matrix(dtype(variant / 12), k, n, variant / 2 % 2 == 1, random),
                dtype(variant / 36));
    }

    private MatrixCase(int m, int n, int k, Matrix a, Matrix b, Dtype outDtype) {
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.b = b;
        this.out = numbers(outDtype, BEFORE + m * n + AFTER);
        float[] around = new float[BEFORE + m * n + AFTER];
        Arrays.fill(around, AROUND);
        out.write(0, around, 0, around.length);
    }

    /** The same matrices with a result of their own. */
    MatrixCase again() {
        return new MatrixCase(m, n, k, a, b, out.dtype());
    }

    private static Dtype dtype(int variant) {
        return switch (variant % 3) {
            case 0 -> Dtype.FLOAT16;
            case 1 -> Dtype.BFLOAT16;
            default -> Dtype.FLOAT32;
        };
    }

    static Numbers numbers(Dtype dtype, int count) {
        return dtype == Dtype.FLOAT32 ? new Floats(new float[count]) : new Halves(dtype, new short[count]);
    }

    private static Matrix matrix(Dtype dtype, int rows, int columns, boolean transposed, Random random) {
        Numbers numbers = numbers(dtype, BEFORE + rows * columns + AFTER);
        float[] values = new float[BEFORE + rows * columns + AFTER];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        numbers.write(0, values, 0, values.length);
        return transposed
                ? Matrix.rowMajor(numbers, BEFORE, rows).transposed()
                : Matrix.rowMajor(numbers, BEFORE, columns);
    }

    boolean multiply(Kernels kernels, Epilogue epilogue) {
        return kernels.gemm(m, n, k, a, b, epilogue, out, outFrom);
    }

    private static double[] values(Numbers numbers, int from, int count) {
        double[] values = new double[count];
        numbers.read(from, values, 0, count);
        return values;
    }

    double[] results() {
        return values(out, outFrom, m * n);
    }

    /** The rows of a matrix in float64. */
    private static double[][] rows(Matrix matrix, int rows, int columns) {
        double[] all = values(matrix.numbers(), matrix.first(), rows * columns);
        double[][] byRow = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                byRow[i][j] = all[i * matrix.rowStep() + j * matrix.columnStep()];
            }
        }
        return byRow;
    }

    /**
     * Compares with the product in float64, plus the bias of a column, negative numbers made zero if {@code relu}. A sum
     * of k products, in whatever order and whether products are rounded or not, is off by at most {@code k * eps / 2 *
     * sum(|a b|)}, to first order (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 2002, section 3.1);
     * adding the bias and the last rounding add their own.
     */
    void check(double[] bias, boolean relu) {
        double[][] x = rows(a, m, k);
        double[][] y = rows(b.transposed(), n, k);
        double[] results = results();
        Dtype dtype = out.dtype();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double exact = bias == null ? 0 : bias[j];
                double magnitude = Math.abs(exact);
                for (int p = 0; p < k; p++) {
                    double product = x[i][p] * y[j][p];
                    exact += product;
                    magnitude += Math.abs(product);
                }
                double wanted = relu ? Math.max(0, exact) : exact;
                double bound = (k + 2) * Dtype.FLOAT32.epsilon() / 2 * magnitude * 1.001
                        + dtype.epsilon() / 2 * Math.abs(wanted) * 1.01
                        + dtype.smallestSubnormal();
                if (!(Math.abs(results[i * n + j] - wanted) <= bound)) {
                    assertThat(results[i * n + j])
                            .as("%s: element (%d, %d), exactly %s, bound %s", this, i, j, wanted, bound)
                            .isEqualTo(wanted);
                }
            }
        }
        checkAround();
    }

    private void checkAround() {
        assertThat(values(out, 0, BEFORE)).as("before the result of %s", this).containsOnly(AROUND);
        assertThat(values(out, BEFORE + m * n, AFTER))
                .as("after the result of %s", this)
                .containsOnly(AROUND);
    }

    @Override
    public String toString() {
        return m + " x " + k + " x " + n + ", " + name(a) + " times " + name(b) + " in " + out.dtype();
    }

    private static String name(Matrix matrix) {
        return matrix.numbers().dtype() + (matrix.columnStep() == 1 ? "" : " transposed");
    }
}
