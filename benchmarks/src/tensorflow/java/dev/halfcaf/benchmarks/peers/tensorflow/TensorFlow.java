package dev.halfcaf.benchmarks.peers.tensorflow;

import dev.halfcaf.benchmarks.peers.Contestant;
import dev.halfcaf.benchmarks.peers.Operands;
import dev.halfcaf.benchmarks.peers.Task;
import dev.halfcaf.benchmarks.peers.Work;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Matrix products by TensorFlow Java, with one thread, in a graph of one op that is fed its operands. */
public final class TensorFlow implements Contestant {
    public TensorFlow() {
        org.tensorflow.TensorFlow.version();
    }

    @Override
    public String name() {
        return "TensorFlow " + org.tensorflow.TensorFlow.version() + " (Java)";
    }

    @Override
    public Optional<Work> prepare(Task task) {
        return switch (task.operation()) {
            case GEMM -> Optional.of(gemm(task));
            default -> Optional.empty();
        };
    }

    private static Work gemm(Task task) {
        return switch (task.dtype()) {
            case "float32" -> gemm(task, TFloat32.class, TFloat32::tensorOf);
            case "float16" -> gemm(task, TFloat16.class, TFloat16::tensorOf);
            case "bfloat16" -> gemm(task, TBfloat16.class, TBfloat16::tensorOf);
            default -> throw new IllegalArgumentException("TensorFlow is not asked to compute in " + task.dtype());
        };
    }

    private static <T extends TType & FloatNdArray> Work gemm(
            Task task, Class<T> type, BiFunction<Shape, Consumer<T>, T> make) {
        T left = make.apply(Shape.of(task.size(0), task.size(1)), fill(task.size(0), task.size(1)));
        T right = make.apply(Shape.of(task.size(1), task.size(2)), fill(task.size(1), task.size(2)));
        Graph graph = new Graph();
        Ops ops = Ops.create(graph);
        Placeholder<T> a = ops.placeholder(type);
        Placeholder<T> b = ops.placeholder(type);
        MatMul<T> product = ops.linalg.matMul(a, b);
        ConfigProto oneThread = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build();
        Session session = new Session(graph, oneThread);
        return new Work() {
            @Override
            public void run() {
                session.runner()
                        .feed(a, left)
                        .feed(b, right)
                        .fetch(product)
                        .run()
                        .close();
            }

            @Override
            public void close() {
                session.close();
                graph.close();
                left.close();
                right.close();
            }
        };
    }

    private static <T extends FloatNdArray> Consumer<T> fill(int rows, int columns) {
        float[] values = Operands.normal(rows * columns);
        return data -> {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    data.setFloat(values[i * columns + j], i, j);
                }
            }
        };
    }
}
