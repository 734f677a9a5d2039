package dev.halfcaf.benchmarks.peers;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.heap.HeapDevice;

/** The tasks that are one op of Halfcaf's device, and those that are a few tensor ops. */
final class DeviceOps {
    private static final Device DEVICE = HeapDevice.instance();

    private DeviceOps() {}

    /** New elements, not random. */
    static NdArray empty(Dtype dtype, int... sizes) {
        Shape shape = Shape.of(sizes);
        return new NdArray(DEVICE.allocate(dtype, shape.elements()), shape);
    }

    /** Random elements. */
    static NdArray filled(Dtype dtype, int... sizes) {
        NdArray floats = empty(Dtype.FLOAT32, sizes);
        DEVICE.upload(Operands.normal(floats.elements()), floats);
        NdArray out = empty(dtype, sizes);
        DEVICE.cast(floats, out);
        return out;
    }

    static Work products(Task task, Dtype dtype) {
        return switch (task.operation()) {
            case CAST_TO_FLOAT32 -> cast(filled(dtype, task.size(0)), empty(Dtype.FLOAT32, task.size(0)));
            case CAST_FROM_FLOAT32 -> cast(filled(Dtype.FLOAT32, task.size(0)), empty(dtype, task.size(0)));
            case MATRIX_TIMES_COLUMN -> gemm(dtype, task.size(0), task.size(1), 1, false, false);
            case ROW_TIMES_MATRIX -> gemm(dtype, 1, task.size(0), task.size(1), false, false);
            default ->
                gemm(
                        dtype,
                        task.size(0),
                        task.size(1),
                        task.size(2),
                        task.operation() == Operation.GEMM_TRANSPOSED_LEFT,
                        task.operation() == Operation.GEMM_TRANSPOSED_RIGHT);
        };
    }

    private static Work cast(NdArray in, NdArray out) {
        return () -> DEVICE.cast(in, out);
    }

    private static Work gemm(Dtype dtype, int m, int k, int n, boolean transposeLeft, boolean transposeRight) {
        NdArray left = transposeLeft ? filled(dtype, k, m) : filled(dtype, m, k);
        NdArray right = transposeRight ? filled(dtype, n, k) : filled(dtype, k, n);
        NdArray out = empty(dtype, m, n);
        return () -> DEVICE.matmul(left, transposeLeft, right, transposeRight, out);
    }

    static Work memoryBound(Task task, Dtype dtype) {
        int rows = task.size(0);
        int columns = task.size(1);
        NdArray in = filled(dtype, rows, columns);
        if (task.operation() == Operation.LAYER_NORM) {
            return layerNorm(in, dtype, columns);
        }
        NdArray out = empty(dtype, rows, columns);
        return switch (task.operation()) {
            case SOFTMAX -> () -> DEVICE.softmax(in, 1, false, out);
            case SOFTMAX_GRADIENT -> {
                NdArray gradient = filled(dtype, rows, columns);
                yield () -> DEVICE.softmaxGradient(gradient, in, 1, false, out);
            }
            case SUM_OF_ROWS -> sum(in, 1, empty(dtype, rows));
            case SUM_OF_COLUMNS -> sum(in, 0, empty(dtype, columns));
            case TRANSPOSE -> {
                NdArray transposed = out.reshape(Shape.of(columns, rows));
                yield () -> DEVICE.transpose(in, new int[] {1, 0}, transposed);
            }
            case RELU -> () -> DEVICE.unary(UnaryOp.RELU, in, out);
            case RELU_GRADIENT -> binary(BinaryOp.RELU_GRADIENT, in, filled(dtype, rows, columns), out);
            case ADD -> binary(BinaryOp.ADD, in, filled(dtype, rows, columns), out);
            case ADD_ROW -> binary(BinaryOp.ADD, in, filled(dtype, columns), out);
            case MULTIPLY_BY_COLUMN -> binary(BinaryOp.MUL, in, filled(dtype, rows, 1), out);
            default -> throw new IllegalArgumentException(task + " is not one of these.");
        };
    }

    private static Work sum(NdArray in, int axis, NdArray out) {
        return () -> DEVICE.reduce(ReductionOp.SUM, in, new int[] {axis}, out);
    }

    private static Work binary(BinaryOp op, NdArray a, NdArray b, NdArray out) {
        return () -> DEVICE.binary(op, a, b, out);
    }

    /** As a layer writes it: there is no op of that name. */
    private static Work layerNorm(NdArray in, Dtype dtype, int columns) {
        Tensor x = Tensor.of(Operands.normal(in.elements()), in.shape()).cast(dtype);
        Tensor scale = Tensor.ones(Shape.of(columns), dtype);
        Tensor shift = Tensor.zeros(Shape.of(columns), dtype);
        int[] rows = {1};
        return () -> {
            Tensor centered = x.sub(x.mean(rows, true));
            Tensor deviation = centered.square().mean(rows, true).add(1e-5).sqrt();
            centered.div(deviation).mul(scale).add(shift);
        };
    }
}
