package dev.halfcaf.device;

/**
 * The numbers of one update by stochastic gradient descent, as PyTorch's SGD defines it, in one pass over gradient, velocity
 * and variable:
 *
 * <pre>
 * g = gradientFactor * gradient + weightDecay * p
 * v = momentum * v + g                              without momentum there is no velocity, and v is g
 * p = p - learningRate * (nesterov ? g + momentum * v : v)
 * </pre>
 *
 * The numbers here are rounded once to the dtype that is computed in; every product and sum is rounded, one by one, in
 * the order in which it is written.
 *
 * @param gradientFactor what the gradient is still to be multiplied by: the inverse of the loss scale, times the factors of
 *     clipping; computed in float64
 */
public record SgdStep(
        double learningRate, double momentum, boolean nesterov, double weightDecay, double gradientFactor) {}
