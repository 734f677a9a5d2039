package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.kernel.Epilogue;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import java.util.Arrays;

/** Matrix products, one for each place of the batch. */
final class MatrixProduct {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private MatrixProduct() {}

    static void matmul(NdArray a, boolean transposeA, NdArray b, boolean transposeB, NdArray out) {
        if (Format.of(a, b, out) == Format.LONG) {
            throw new IllegalArgumentException("Matrix products of " + a.dtype() + " are not defined.");
        }
        int m = out.shape().size(-2);
        int n = out.shape().size(-1);
        int k = a.shape().size(transposeA ? -2 : -1);
        int matrix = m * n;
        int batch = matrix == 0 ? 0 : out.elements() / matrix;
        int aBatch = batch(a.shape());
        if (!transposeA && aBatch == batch && batch(b.shape()) == 1) {
            // One matrix b for the whole batch: all rows of a together are one taller matrix.
            m *= batch;
            batch = Math.min(batch, 1);
        }
        StridedIndex aIndex = batchIndex(a.shape(), out.shape());
        StridedIndex bIndex = batchIndex(b.shape(), out.shape());
        int aMatrix = a.shape().size(-2) * a.shape().size(-1);
        int bMatrix = b.shape().size(-2) * b.shape().size(-1);
        for (int i = 0; i < batch; i++) {
            aIndex.seek(i);
            bIndex.seek(i);
            Matrix left = matrix(a, aIndex.index() * aMatrix, transposeA);
            Matrix right = matrix(b, bIndex.index() * bMatrix, transposeB);
            if (Format.of(a, b, out) == Format.DOUBLE) {
                KERNELS.gemmInDouble(m, n, k, left, right, HeapDevice.storage(out), i * matrix);
            } else {
                KERNELS.gemm(m, n, k, left, right, Epilogue.NONE, HeapDevice.storage(out), i * matrix);
            }
        }
    }

    private static Matrix matrix(NdArray array, int first, boolean transpose) {
        Matrix matrix =
                Matrix.rowMajor(HeapDevice.storage(array), first, array.shape().size(-1));
        return transpose ? matrix.transposed() : matrix;
    }

    private static int batch(Shape shape) {
        return Arrays.stream(batchAxes(shape)).reduce(1, Math::multiplyExact);
    }

    private static StridedIndex batchIndex(Shape operand, Shape result) {
        return StridedIndex.broadcast(batchAxes(operand), batchAxes(result));
    }

    private static int[] batchAxes(Shape shape) {
        return Arrays.copyOf(shape.toArray(), shape.rank() - 2);
    }
}
