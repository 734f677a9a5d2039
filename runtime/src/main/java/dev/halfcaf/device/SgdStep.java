package dev.halfcaf.device;

/**
 * The numbers of one update by stochastic gradient descent, as PyTorch's SGD defines it: with {@code g} the gradient
 * plus {@code weightDecay * p}, {@code v = momentum * v + g}, and {@code p -= learningRate * (nesterov ? g + momentum *
 * v : v)}.
 */
public record SgdStep(double learningRate, double momentum, boolean nesterov, double weightDecay) {}
