package dev.halfcaf.benchmarks.peers;

import dev.halfcaf.Dtype;
import dev.halfcaf.benchmarks.peers.perceptron.Training;
import dev.halfcaf.kernel.KernelSet;
import java.util.Optional;

/** Halfcaf, as this JVM's system properties set it up. */
public final class Halfcaf implements Contestant {
    /** The kernels that this JVM chose: {@code plain} or {@code vector}. */
    static String kernels() {
        return KernelSet.CHOSEN.name();
    }

    @Override
    public String name() {
        return "Halfcaf";
    }

    @Override
    public Optional<Work> prepare(Task task) {
        return switch (task.operation()) {
            case FMA, COPY -> Optional.empty();
            case TRAIN_STEP -> Optional.of(Training.generated(task.dtype(), batch(task), labels(task))::run);
            case TRAIN_STEP_BY_HAND -> Optional.of(Training.byHand(task.dtype(), batch(task), labels(task))::run);
            case CAST_TO_FLOAT32,
                    CAST_FROM_FLOAT32,
                    GEMM,
                    GEMM_TRANSPOSED_LEFT,
                    GEMM_TRANSPOSED_RIGHT,
                    MATRIX_TIMES_COLUMN,
                    ROW_TIMES_MATRIX -> Optional.of(DeviceOps.products(task, dtype(task)));
            case UNSCALE_AND_CHECK, ADAM, ADAM_UNFUSED -> Optional.of(UpdateOps.of(task, dtype(task)));
            case SOFTMAX,
                    SOFTMAX_GRADIENT,
                    LAYER_NORM,
                    SUM_OF_ROWS,
                    SUM_OF_COLUMNS,
                    TRANSPOSE,
                    RELU,
                    RELU_GRADIENT,
                    ADD,
                    ADD_ROW,
                    MULTIPLY_BY_COLUMN -> Optional.of(DeviceOps.memoryBound(task, dtype(task)));
        };
    }

    private static Dtype dtype(Task task) {
        return Dtype.of(task.dtype());
    }

    private static float[] batch(Task task) {
        return Operands.normal(task.size(0) * Task.PERCEPTRON.get(0));
    }

    private static int[] labels(Task task) {
        return Operands.labels(task.size(0));
    }
}
