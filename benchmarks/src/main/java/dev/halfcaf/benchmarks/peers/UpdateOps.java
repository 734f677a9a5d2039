package dev.halfcaf.benchmarks.peers;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.heap.HeapDevice;

/** What a train step does to a gradient and a variable. */
final class UpdateOps {
    private static final Device DEVICE = HeapDevice.instance();

    private static final AdamStep STEP = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 0, 1000);

    private final NdArray gradient;
    private final NdArray variable;
    private final NdArray firstMoment;
    private final NdArray secondMoment;
    private final NdArray copy;

    private UpdateOps(int elements, Dtype dtype) {
        gradient = DeviceOps.filled(Dtype.FLOAT32, elements);
        variable = DeviceOps.filled(Dtype.FLOAT32, elements);
        firstMoment = DeviceOps.empty(Dtype.FLOAT32, elements);
        secondMoment = DeviceOps.empty(Dtype.FLOAT32, elements);
        copy = DeviceOps.empty(dtype, elements);
    }

    static Work of(Task task, Dtype dtype) {
        if (task.operation() == Operation.UNSCALE_AND_CHECK) {
            NdArray gradient = DeviceOps.filled(Dtype.FLOAT32, task.size(0));
            // By 1, so that it stays what it is however often this runs.
            return () -> requireFinite(DEVICE.scaleAndCheck(gradient, 1));
        }
        UpdateOps ops = new UpdateOps(task.size(0), dtype);
        return task.operation() == Operation.ADAM ? ops::adam : ops.new Chain()::adam;
    }

    private static void requireFinite(boolean finite) {
        if (!finite) {
            throw new IllegalStateException("A gradient is not finite.");
        }
    }

    /** With the fewest passes that the device has. */
    private void adam() {
        requireFinite(DEVICE.scaleAndCheck(gradient, 1));
        DEVICE.adam(STEP, gradient, variable, firstMoment, secondMoment);
        DEVICE.cast(variable, copy);
    }

    /** One op after another, each into memory that is there already. */
    private final class Chain {
        private final NdArray unscaled = likeVariable();
        private final NdArray one = likeVariable();
        private final NdArray two = likeVariable();
        private final NdArray newFirst = likeVariable();
        private final NdArray newSecond = likeVariable();
        private final NdArray newVariable = likeVariable();

        private NdArray likeVariable() {
            return DeviceOps.empty(Dtype.FLOAT32, variable.elements());
        }

        void adam() {
            binary(BinaryOp.MUL, gradient, scalar(1), unscaled);
            requireFinite(DEVICE.isFinite(unscaled));
            binary(BinaryOp.MUL, firstMoment, scalar(STEP.beta1()), one);
            binary(BinaryOp.MUL, unscaled, scalar(1 - STEP.beta1()), two);
            binary(BinaryOp.ADD, one, two, newFirst);
            DEVICE.unary(UnaryOp.SQUARE, unscaled, one);
            binary(BinaryOp.MUL, one, scalar(1 - STEP.beta2()), two);
            binary(BinaryOp.MUL, secondMoment, scalar(STEP.beta2()), one);
            binary(BinaryOp.ADD, one, two, newSecond);
            DEVICE.unary(UnaryOp.SQRT, newSecond, one);
            binary(BinaryOp.DIV, one, scalar(Math.sqrt(1 - Math.pow(STEP.beta2(), STEP.t()))), two);
            binary(BinaryOp.ADD, two, scalar(STEP.epsilon()), one);
            binary(BinaryOp.DIV, newFirst, one, two);
            binary(BinaryOp.MUL, two, scalar(STEP.learningRate() / (1 - Math.pow(STEP.beta1(), STEP.t()))), one);
            binary(BinaryOp.SUB, variable, one, newVariable);
            DEVICE.cast(newVariable, copy);
        }

        private NdArray scalar(double value) {
            NdArray scalar = new NdArray(DEVICE.allocate(Dtype.FLOAT32, 1), Shape.of());
            DEVICE.fill(value, scalar);
            return scalar;
        }

        private void binary(BinaryOp op, NdArray a, NdArray b, NdArray out) {
            DEVICE.binary(op, a, b, out);
        }
    }
}
