package dev.halfcaf.kernel;

/**
 * One call of {@link Kernels#gemm}: {@code out = epilogue(a b)} with a of m x k and b of k x n, row-major from index
 * {@code outFrom} on.
 */
public record Product(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
    /** Multiplications of an element of a with one of b. */
    public long work() {
        return (long) m * n * k;
    }
}
