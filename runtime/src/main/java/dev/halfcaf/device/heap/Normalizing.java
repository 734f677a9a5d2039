package dev.halfcaf.device.heap;

import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import java.util.Arrays;

/**
 * Means and variances of the rows or the columns of a matrix, and what is normalized by them. In double inside, row by row;
 * each result is rounded once.
 */
final class Normalizing {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private static final int VALUES = 0;
    private static final int GRADIENTS = 1;
    private static final int FIRST_SUMS = 2;
    private static final int SECOND_SUMS = 3;

    private Normalizing() {}

    static void moments(NdArray in, boolean ofRows, NdArray mean, NdArray variance) {
        if (ofRows) {
            momentsOfRows(in, mean, variance);
        } else {
            momentsOfColumns(in, mean, variance);
        }
    }

    private static void momentsOfRows(NdArray in, NdArray mean, NdArray variance) {
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] moment = Blocks.ofThisThread().row(GRADIENTS, 1);
        for (int row = 0; row < in.shape().size(0); row++) {
            HeapDevice.storage(in).read(row * columns, values, 0, columns);
            double m = KERNELS.reduce(ReductionOp.SUM, values, 0, columns) / columns;
            for (int c = 0; c < columns; c++) {
                values[c] = (values[c] - m) * (values[c] - m);
            }
            moment[0] = m;
            HeapDevice.storage(mean).write(row, moment, 0, 1);
            moment[0] = KERNELS.reduce(ReductionOp.SUM, values, 0, columns) / columns;
            HeapDevice.storage(variance).write(row, moment, 0, 1);
        }
    }

    private static void momentsOfColumns(NdArray in, NdArray mean, NdArray variance) {
        int rows = in.shape().size(0);
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] means = Blocks.ofThisThread().row(FIRST_SUMS, columns);
        double[] squares = Blocks.ofThisThread().row(SECOND_SUMS, columns);
        Arrays.fill(means, 0, columns, 0);
        Arrays.fill(squares, 0, columns, 0);
        for (int row = 0; row < rows; row++) {
            HeapDevice.storage(in).read(row * columns, values, 0, columns);
            KERNELS.accumulate(ReductionOp.SUM, values, 0, means, 0, columns);
        }
        divide(means, rows, columns);
        for (int row = 0; row < rows; row++) {
            HeapDevice.storage(in).read(row * columns, values, 0, columns);
            for (int c = 0; c < columns; c++) {
                squares[c] += (values[c] - means[c]) * (values[c] - means[c]);
            }
        }
        divide(squares, rows, columns);
        HeapDevice.storage(mean).write(0, means, 0, columns);
        HeapDevice.storage(variance).write(0, squares, 0, columns);
    }

    private static void divide(double[] sums, int count, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] /= count;
        }
    }

    static void normalize(
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            NdArray offset,
            NdArray out) {
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] scales = readAll(scale, FIRST_SUMS);
        double[] offsets = readAll(offset, SECOND_SUMS);
        Moments moments = new Moments(byRows, mean, variance, epsilon);
        for (int row = 0; row < in.shape().size(0); row++) {
            moments.normalize(in, row, values);
            for (int c = 0; c < columns; c++) {
                values[c] = values[c] * scales[c] + offsets[c];
            }
            HeapDevice.storage(out).write(row * columns, values, 0, columns);
        }
    }

    static void scaleGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray out) {
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] gradients = Blocks.ofThisThread().row(GRADIENTS, columns);
        double[] sums = Blocks.ofThisThread().row(SECOND_SUMS, columns);
        Moments moments = new Moments(byRows, mean, variance, epsilon);
        Arrays.fill(sums, 0, columns, 0);
        for (int row = 0; row < in.shape().size(0); row++) {
            moments.normalize(in, row, values);
            HeapDevice.storage(outputGradient).read(row * columns, gradients, 0, columns);
            for (int c = 0; c < columns; c++) {
                sums[c] += gradients[c] * values[c];
            }
        }
        HeapDevice.storage(out).write(0, sums, 0, columns);
    }

    static void inputGradient(
            NdArray outputGradient,
            NdArray in,
            boolean byRows,
            NdArray mean,
            NdArray variance,
            double epsilon,
            NdArray scale,
            boolean momentsOfInput,
            NdArray out) {
        Moments moments = new Moments(byRows, mean, variance, epsilon);
        if (byRows) {
            inputGradientByRows(outputGradient, in, moments, scale, momentsOfInput, out);
        } else {
            inputGradientByColumns(outputGradient, in, moments, scale, momentsOfInput, out);
        }
    }

    private static void inputGradientByRows(
            NdArray outputGradient, NdArray in, Moments moments, NdArray scale, boolean momentsOfInput, NdArray out) {
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] gradients = Blocks.ofThisThread().row(GRADIENTS, columns);
        double[] scales = readAll(scale, FIRST_SUMS);
        for (int row = 0; row < in.shape().size(0); row++) {
            moments.normalize(in, row, values);
            HeapDevice.storage(outputGradient).read(row * columns, gradients, 0, columns);
            double sum = 0;
            double product = 0;
            for (int c = 0; c < columns; c++) {
                gradients[c] *= scales[c];
                sum += gradients[c];
                product += gradients[c] * values[c];
            }
            double inverse = moments.inverse(row, 0);
            double share = momentsOfInput ? 1.0 / columns : 0;
            for (int c = 0; c < columns; c++) {
                gradients[c] = inverse * (gradients[c] - (sum + values[c] * product) * share);
            }
            HeapDevice.storage(out).write(row * columns, gradients, 0, columns);
        }
    }

    private static void inputGradientByColumns(
            NdArray outputGradient, NdArray in, Moments moments, NdArray scale, boolean momentsOfInput, NdArray out) {
        int rows = in.shape().size(0);
        int columns = in.shape().size(1);
        double[] values = Blocks.ofThisThread().row(VALUES, columns);
        double[] gradients = Blocks.ofThisThread().row(GRADIENTS, columns);
        double[] sums = Blocks.ofThisThread().row(FIRST_SUMS, columns);
        double[] products = Blocks.ofThisThread().row(SECOND_SUMS, columns);
        Arrays.fill(sums, 0, columns, 0);
        Arrays.fill(products, 0, columns, 0);
        for (int row = 0; row < rows && momentsOfInput; row++) {
            moments.normalize(in, row, values);
            HeapDevice.storage(outputGradient).read(row * columns, gradients, 0, columns);
            for (int c = 0; c < columns; c++) {
                sums[c] += gradients[c];
                products[c] += gradients[c] * values[c];
            }
        }
        double[] scales = readAll(scale, VALUES).clone();
        for (int row = 0; row < rows; row++) {
            moments.normalize(in, row, values);
            HeapDevice.storage(outputGradient).read(row * columns, gradients, 0, columns);
            for (int c = 0; c < columns; c++) {
                double own = gradients[c] - (sums[c] + values[c] * products[c]) / rows;
                gradients[c] = scales[c] * moments.inverse(row, c) * own;
            }
            HeapDevice.storage(out).write(row * columns, gradients, 0, columns);
        }
    }

    private static double[] readAll(NdArray vector, int slot) {
        double[] values = Blocks.ofThisThread().row(slot, vector.elements());
        HeapDevice.storage(vector).read(0, values, 0, vector.elements());
        return values;
    }

    /** Means and {@code 1 / sqrt(variance + epsilon)}, of each row or of each column. */
    private static final class Moments {
        private final boolean ofRows;
        private final HeapStorage means;
        private final HeapStorage variances;
        private final double epsilon;
        /** Those of the columns, which every row needs. */
        private final double[] columnMeans;

        private final double[] columnInverses;

        Moments(boolean ofRows, NdArray mean, NdArray variance, double epsilon) {
            this.ofRows = ofRows;
            this.means = HeapDevice.storage(mean);
            this.variances = HeapDevice.storage(variance);
            this.epsilon = epsilon;
            int columns = ofRows ? 0 : mean.elements();
            this.columnMeans = new double[columns];
            this.columnInverses = new double[columns];
            means.read(0, columnMeans, 0, columns);
            for (int c = 0; c < columns; c++) {
                columnInverses[c] = inverse(c);
            }
        }

        private double inverse(int place) {
            return 1 / Math.sqrt(variances.readDouble(place) + epsilon);
        }

        double inverse(int row, int column) {
            return ofRows ? inverse(row) : columnInverses[column];
        }

        /** A row of the matrix, normalized. */
        void normalize(NdArray in, int row, double[] out) {
            int columns = in.shape().size(1);
            HeapDevice.storage(in).read(row * columns, out, 0, columns);
            if (ofRows) {
                double mean = means.readDouble(row);
                double inverse = inverse(row);
                for (int c = 0; c < columns; c++) {
                    out[c] = (out[c] - mean) * inverse;
                }
            } else {
                for (int c = 0; c < columns; c++) {
                    out[c] = (out[c] - columnMeans[c]) * columnInverses[c];
                }
            }
        }
    }
}
