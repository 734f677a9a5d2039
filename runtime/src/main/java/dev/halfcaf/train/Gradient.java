package dev.halfcaf.train;

import dev.halfcaf.Shape;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;

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
        return array.device().isFinite(array, factor);
    }

    /** The gradient itself, with nothing left to be multiplied by. */
    NdArray value() {
        if (factor == 1) {
            return array;
        }
        FreshMemory memory = new FreshMemory(array.device());
        NdArray constant = memory.allocate(array.dtype(), Shape.scalar());
        array.device().fill(factor, constant);
        NdArray product = memory.allocate(array.dtype(), array.shape());
        array.device().binary(BinaryOp.MUL, array, constant, product);
        return product;
    }
}
