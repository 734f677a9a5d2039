package dev.halfcaf.benchmarks.peers.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import dev.halfcaf.benchmarks.peers.Contestant;
import dev.halfcaf.benchmarks.peers.Operands;
import dev.halfcaf.benchmarks.peers.Task;
import dev.halfcaf.benchmarks.peers.Work;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of float32 matrices by OpenBLAS, with one thread, in memory of its own. */
public final class OpenBlas implements Contestant {
    public OpenBlas() {
        Loader.load(openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(1);
    }

    @Override
    public String name() {
        String version = openblas_nolapack.class.getPackage().getImplementationVersion();
        return "OpenBLAS" + (version == null ? "" : " " + version) + " (bytedeco)";
    }

    @Override
    public Optional<Work> prepare(Task task) {
        if (!task.dtype().equals("float32")) {
            return Optional.empty();
        }
        return switch (task.operation()) {
            case GEMM -> Optional.of(gemm(task, CblasNoTrans, CblasNoTrans));
            case GEMM_TRANSPOSED_LEFT -> Optional.of(gemm(task, CblasTrans, CblasNoTrans));
            case GEMM_TRANSPOSED_RIGHT -> Optional.of(gemm(task, CblasNoTrans, CblasTrans));
            case MATRIX_TIMES_COLUMN -> Optional.of(gemv(task.size(0), task.size(1), CblasNoTrans));
            case ROW_TIMES_MATRIX -> Optional.of(gemv(task.size(0), task.size(1), CblasTrans));
            default -> Optional.empty();
        };
    }

    private static Work gemm(Task task, int transposeLeft, int transposeRight) {
        int m = task.size(0);
        int k = task.size(1);
        int n = task.size(2);
        int leftColumns = transposeLeft == CblasTrans ? m : k;
        int rightColumns = transposeRight == CblasTrans ? k : n;
        FloatPointer left = new FloatPointer(Operands.normal(m * k));
        FloatPointer right = new FloatPointer(Operands.normal(k * n));
        FloatPointer out = new FloatPointer(new float[m * n]);
        return closing(
                () -> cblas_sgemm(
                        CblasRowMajor,
                        transposeLeft,
                        transposeRight,
                        m,
                        n,
                        k,
                        1,
                        left,
                        leftColumns,
                        right,
                        rightColumns,
                        0,
                        out,
                        n),
                left,
                right,
                out);
    }

    private static Work gemv(int rows, int columns, int transpose) {
        FloatPointer matrix = new FloatPointer(Operands.normal(rows * columns));
        FloatPointer vector = new FloatPointer(Operands.normal(transpose == CblasTrans ? rows : columns));
        FloatPointer out = new FloatPointer(new float[transpose == CblasTrans ? columns : rows]);
        return closing(
                () -> cblas_sgemv(CblasRowMajor, transpose, rows, columns, 1, matrix, columns, vector, 1, 0, out, 1),
                matrix,
                vector,
                out);
    }

    private static Work closing(Runnable product, FloatPointer... pointers) {
        return new Work() {
            @Override
            public void run() {
                product.run();
            }

            @Override
            public void close() {
                for (FloatPointer pointer : pointers) {
                    pointer.deallocate();
                }
            }
        };
    }
}
