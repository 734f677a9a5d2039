package dev.halfcaf.train;

import dev.halfcaf.Shape;
import dev.halfcaf.Variable;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.SgdStep;

/**
 * A variable and its gradient, in float32 or the variable's dtype where that is wider.
 *
 * @param array what the backward pass computed
 * @param factor what it is still to be multiplied by: the inverse of the loss scale, and what clipping asks for. The optimizer
 *     does it on its way
 */
record Gradient(Variable variable, NdArray array, double factor) {

    /** This gradient, times one more factor. */
    Gradient times(double another) {
        return new Gradient(variable, array, factor * another);
    }

    boolean isFinite() {
        return device().isFinite(array, factor);
    }

    /** The sum of the squares, in float64. */
    double sumOfSquares() {
        return factor * factor * device().sumOfSquares(array);
    }

    /** A copy with nothing left to be multiplied by. */
    NdArray value(Memory memory) {
        return with(BinaryOp.MUL, array, factor, memory);
    }

    /** The gradient with each element limited; not in the array of this one. */
    Gradient clipped(double limit, Memory memory) {
        NdArray low = with(BinaryOp.MINIMUM, value(memory), limit, memory);
        return new Gradient(variable, with(BinaryOp.MAXIMUM, low, -limit, memory), 1);
    }

    private NdArray with(BinaryOp op, NdArray operand, double constant, Memory memory) {
        NdArray scalar = memory.allocate(array.dtype(), Shape.scalar());
        device().fill(constant, scalar);
        NdArray result = memory.allocate(array.dtype(), array.shape());
        device().binary(op, operand, scalar, result);
        return result;
    }

    /**
     * Adds another gradient of this variable into the array of this one, which keeps its own factor: a step of gradient
     * descent of size 1 against that gradient.
     *
     * @param weight what the other one counts, where this one counts 1
     */
    void add(Gradient other, double weight) {
        double ratio = other.factor == factor ? weight : weight * other.factor / factor;
        device().sgd(new SgdStep(1, 0, false, 0, -ratio), other.array, array, null, null);
    }

    private Device device() {
        return array.device();
    }
}
