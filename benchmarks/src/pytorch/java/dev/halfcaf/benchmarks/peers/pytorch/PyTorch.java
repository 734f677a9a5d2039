package dev.halfcaf.benchmarks.peers.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.halfcaf.benchmarks.peers.Contestant;
import dev.halfcaf.benchmarks.peers.Operands;
import dev.halfcaf.benchmarks.peers.Task;
import dev.halfcaf.benchmarks.peers.Work;
import java.util.Optional;

/** PyTorch's CPU kernels and autograd, with one thread, through DJL's native calls. */
public final class PyTorch implements Contestant {
    private final Engine engine;
    private final Script script;

    public PyTorch() {
        engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(1);
        JniUtils.setNumInteropThreads(1);
        script = new Script(engine.newBaseManager());
    }

    @Override
    public String name() {
        return "PyTorch " + engine.getVersion() + " (DJL)";
    }

    @Override
    public Optional<Work> prepare(Task task) {
        return switch (task.operation()) {
            case GEMM -> Optional.of(gemm(task, false, false));
            case GEMM_TRANSPOSED_LEFT -> Optional.of(gemm(task, true, false));
            case GEMM_TRANSPOSED_RIGHT -> Optional.of(gemm(task, false, true));
            case ADAM -> Optional.of(adam(task));
            case TRAIN_STEP ->
                task.dtype().equals("float32")
                        ? Optional.of(new TrainStep(engine.newBaseManager(), task.size(0)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A copy in the dtype. */
    private PtNDArray cast(PtNDArray floats, String dtype) {
        return switch (dtype) {
            case "float32" -> JniUtils.clone(floats);
            case "float16" -> JniUtils.to(floats, DataType.FLOAT16, floats.getDevice());
            case "bfloat16" -> script.toBfloat16(floats);
            default -> throw new IllegalArgumentException("PyTorch is not asked to compute in " + dtype + ".");
        };
    }

    private Work gemm(Task task, boolean transposeLeft, boolean transposeRight) {
        int m = task.size(0);
        int k = task.size(1);
        int n = task.size(2);
        NDManager manager = engine.newBaseManager();
        PtNDArray left = matrix(manager, task.dtype(), transposeLeft, m, k);
        PtNDArray right = matrix(manager, task.dtype(), transposeRight, k, n);
        return closing(manager, () -> JniUtils.matmul(left, right).close());
    }

    /** A matrix, or a transposed view of one. */
    private PtNDArray matrix(NDManager manager, String dtype, boolean transposed, int rows, int columns) {
        Shape stored = transposed ? new Shape(columns, rows) : new Shape(rows, columns);
        PtNDArray matrix = cast((PtNDArray) manager.create(Operands.normal(rows * columns), stored), dtype);
        return transposed ? JniUtils.transpose(matrix, 0, 1) : matrix;
    }

    /** The update and the copy. */
    private Work adam(Task task) {
        NDManager manager = engine.newBaseManager();
        int elements = task.size(0);
        PtNDArray gradient = (PtNDArray) manager.create(Operands.normal(elements));
        PtNDArray variable = (PtNDArray) manager.create(Operands.normal(elements));
        AdamSlots slots = new AdamSlots(manager, variable);
        return closing(manager, () -> {
            slots.update(variable, gradient);
            cast(variable, task.dtype()).close();
        });
    }

    static Work closing(NDManager manager, Runnable run) {
        return new Work() {
            @Override
            public void run() {
                run.run();
            }

            @Override
            public void close() {
                manager.close();
            }
        };
    }
}
