package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.kernel.Epilogue;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Matrix products, one for each place of the batch; many small ones are shared out among threads. */
final class MatrixProduct {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    /** Multiplications from which on a batch is shared out: a tenth of a millisecond. */
    private static final long SHARED_FROM = 1L << 22;

    /** Parts for each thread, so that none waits long for the last one. */
    private static final int PARTS_OF_THREAD = 4;

    private MatrixProduct() {}

    static void matmul(
            NdArray a,
            boolean transposeA,
            NdArray b,
            boolean transposeB,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out) {
        Format format = bias == null ? Format.of(a, b, out) : Format.of(a, b, bias, out);
        if (format == Format.LONG) {
            throw new IllegalArgumentException("Matrix products of " + a.dtype() + " are not defined.");
        }
        int m = out.shape().size(-2);
        int n = out.shape().size(-1);
        int k = a.shape().size(transposeA ? -2 : -1);
        int matrix = m * n;
        int batch = matrix == 0 ? 0 : out.elements() / matrix;
        if (!transposeA && batch(a.shape()) == batch && batch(b.shape()) == 1) {
            // One matrix b for the whole batch: all rows of a together are one taller matrix.
            m *= batch;
            batch = Math.min(batch, 1);
        }
        Batch products = new Batch(
                a, transposeA, b, transposeB, epilogue(bias, activation), out, m, n, k, format == Format.DOUBLE);
        int most = Workers.SHARED.threads() * PARTS_OF_THREAD;
        if (batch == 1 || most == PARTS_OF_THREAD || (long) batch * m * n * k < SHARED_FROM) {
            products.compute(0, batch);
        } else {
            int all = batch;
            int parts = Math.min(batch, most);
            Workers.SHARED.run(
                    parts,
                    part -> products.compute(
                            (int) ((long) all * part / parts), (int) ((long) all * (part + 1) / parts)));
        }
    }

    static Epilogue epilogue(@Nullable NdArray bias, @Nullable UnaryOp activation) {
        return bias == null && activation == null
                ? Epilogue.NONE
                : new Epilogue(bias == null ? null : HeapDevice.storage(bias), 0, activation, false);
    }

    private record Batch(
            NdArray a,
            boolean transposeA,
            NdArray b,
            boolean transposeB,
            Epilogue epilogue,
            NdArray out,
            int m,
            int n,
            int k,
            boolean inDouble) {
        /** The products of some places of the batch. */
        void compute(int from, int to) {
            StridedIndex aIndex = batchIndex(a.shape(), out.shape());
            StridedIndex bIndex = batchIndex(b.shape(), out.shape());
            int aMatrix = a.shape().size(-2) * a.shape().size(-1);
            int bMatrix = b.shape().size(-2) * b.shape().size(-1);
            HeapStorage result = HeapDevice.storage(out);
            for (int i = from; i < to; i++) {
                aIndex.seek(i);
                bIndex.seek(i);
                Matrix left = matrix(a, aIndex.index() * aMatrix, transposeA);
                Matrix right = matrix(b, bIndex.index() * bMatrix, transposeB);
                int first = i * m * n;
                if (inDouble) {
                    KERNELS.gemmInDouble(m, n, k, left, right, epilogue, result, first);
                } else {
                    KERNELS.gemm(m, n, k, left, right, epilogue, result, first);
                }
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
