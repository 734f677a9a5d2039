package dev.halfcaf.kernel.vector;

import dev.halfcaf.Dtype;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Numbers;
import dev.halfcaf.kernel.Product;
import dev.halfcaf.kernel.ProductRows;
import dev.halfcaf.kernel.Workers;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Products of a matrix and a vector, where the time is that of reading the matrix. It is read once, as it stands, see {@link LineSums}.
 *
 * <p>The lines of the matrix are those along which products are summed, one for each element of the result. Where a line
 * is contiguous, it is summed in as many sums as the CPU's vectors have lanes, which are added by pairs at the end; else
 * in order. Either way it depends on neither the other lines nor the threads.
 */
final class VectorGemv {
    /** Lines that a thread takes at a time: of contiguous lines few, across lines a stretch that is worth reading. */
    private static final int CONTIGUOUS_LINES = 128;

    private static final int ACROSS_LINES = 1024;

    /** Products from which on the lines are shared out. */
    private static final long SHARED_FROM = 1L << 19;

    /** The longest vector that a thread keeps room for. */
    private static final int LONGEST_KEPT = 1 << 18;

    private final Workers workers;
    private final ThreadLocal<Scratch> ofThread;

    /** @param kernels who compute activations */
    VectorGemv(Kernels kernels, Workers workers) {
        this.workers = workers;
        this.ofThread = ThreadLocal.withInitial(() -> new Scratch(kernels));
    }

    private static final class Scratch {
        final LineSums lines = new LineSums(ACROSS_LINES);
        final ProductRows output;
        float[] vector = new float[0];

        Scratch(Kernels kernels) {
            output = new ProductRows(kernels, ACROSS_LINES);
        }

        float[] vector(int length) {
            if (vector.length >= length) {
                return vector;
            }
            float[] longer = new float[length];
            if (length <= LONGEST_KEPT) {
                vector = longer;
            }
            return longer;
        }
    }

    /** Whether this is such a product. */
    static boolean suits(Product product) {
        return product.k() > 0 && (product.m() == 1 && isRead(product.b()) || product.n() == 1 && isRead(product.a()));
    }

    private static boolean isRead(Matrix matrix) {
        return matrix.numbers().isArray() && matrix.numbers().dtype() != Dtype.FLOAT64;
    }

    boolean multiply(Product product) {
        boolean column = product.n() == 1 && isRead(product.a());
        Matrix matrix = column ? product.a() : product.b().transposed();
        int lines = column ? product.m() : product.n();
        int depths = product.k();
        float[] vector = ofThread.get().vector(2 * depths);
        if (column) {
            read(product.b().numbers(), product.b().first(), product.b().rowStep(), vector, depths);
        } else {
            read(product.a().numbers(), product.a().first(), product.a().columnStep(), vector, depths);
        }
        // Lines of one element count as across, where they are not summed one by one.
        boolean contiguous = matrix.columnStep() == 1 && (matrix.rowStep() != 1 || lines == 1);
        boolean prepared = contiguous
                && matrix.numbers().dtype().isHalf()
                && LineSums.prepare(vector, depths, matrix.numbers().dtype());
        int block = contiguous ? CONTIGUOUS_LINES : ACROSS_LINES;
        int parts = (lines + block - 1) / block;
        AtomicBoolean finite = new AtomicBoolean(true);
        Workers.Part part = index -> {
            Scratch mine = ofThread.get();
            int first = index * block;
            int count = Math.min(block, lines - first);
            float[] sums = mine.output.sums();
            mine.lines.multiply(matrix, contiguous, first, count, vector, depths, prepared, sums);
            if (column) {
                mine.output.beginColumn(product, first, count);
            } else {
                mine.output.begin(product, first, count);
            }
            mine.output.write(0);
            if (!mine.output.finite()) {
                finite.set(false);
            }
        };
        if (product.work() >= SHARED_FROM) {
            workers.run(parts, part);
        } else {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
        }
        return finite.get();
    }

    private static void read(Numbers numbers, int first, int step, float[] out, int count) {
        if (step == 1) {
            numbers.read(first, out, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                numbers.read(first + i * step, out, i, 1);
            }
        }
    }
}
