package dev.halfcaf;

/** A function from one tensor to one tensor: a layer's {@code forward}, an activation, {@code Tensor::relu}. */
@FunctionalInterface
public interface TensorFunction {
    /** The function's value at {@code x}. */
    Tensor forward(Tensor x);
}
