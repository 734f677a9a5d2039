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

    private static final double LOSS_SCALE = 1 << 15;
    private static final AdamStep STEP = AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 0, 1000, 1.0 / LOSS_SCALE);

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
            return () -> requireFinite(DEVICE.isFinite(gradient, 1 / LOSS_SCALE));
        }
        UpdateOps ops = new UpdateOps(task.size(0), dtype);
        return task.operation() == Operation.ADAM ? ops::adam : ops.new Chain()::adam;
    }

    private static void requireFinite(boolean finite) {
        if (!finite) {
            throw new IllegalStateException("A gradient is not finite.");
        }
    }

    /** One pass to look, as all gradients must be finite before the first variable changes, and one to update. */
    private void adam() {
        requireFinite(DEVICE.isFinite(gradient, STEP.gradientFactor()));
        DEVICE.adam(STEP, gradient, variable, firstMoment, secondMoment, copy);
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
            binary(BinaryOp.MUL, gradient, scalar(STEP.gradientFactor()), unscaled);
            requireFinite(DEVICE.isFinite(unscaled));
            binary(BinaryOp.MUL, firstMoment, scalar(STEP.beta1()), one);
            binary(BinaryOp.MUL, unscaled, scalar(1 - STEP.beta1()), two);
            binary(BinaryOp.ADD, one, two, newFirst);
            DEVICE.unary(UnaryOp.SQUARE, unscaled, one);
            binary(BinaryOp.MUL, one, scalar(1 - STEP.beta2()), two);
            binary(BinaryOp.MUL, secondMoment, scalar(STEP.beta2()), one);
            binary(BinaryOp.ADD, one, two, newSecond);
            DEVICE.unary(UnaryOp.SQRT, newSecond, one);
            binary(BinaryOp.DIV, one, scalar(Math.sqrt(STEP.secondCorrection())), two);
            binary(BinaryOp.ADD, two, scalar(STEP.epsilon()), one);
            binary(BinaryOp.DIV, newFirst, one, two);
            binary(BinaryOp.MUL, two, scalar(STEP.learningRate() / STEP.firstCorrection()), one);
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
