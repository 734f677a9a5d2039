package dev.halfcaf.kernel;

/**
 * A matrix inside an array: element (i, j) has the index {@code first + i * rowStep + j * columnStep}. One of the steps
 * is 1: rows or columns are contiguous.
 */
public record Matrix(Numbers numbers, int first, int rowStep, int columnStep) {
    public Matrix {
        if (rowStep != 1 && columnStep != 1) {
            throw new IllegalArgumentException("Neither rows nor columns are contiguous: steps " + rowStep + " and "
                    + columnStep + "; one of them must be 1.");
        }
    }

    /** Rows one after another, each of {@code columns} elements. */
    public static Matrix rowMajor(Numbers numbers, int first, int columns) {
        return new Matrix(numbers, first, columns, 1);
    }

    /** This matrix with rows and columns exchanged. */
    public Matrix transposed() {
        return new Matrix(numbers, first, columnStep, rowStep);
    }
}
