package dev.halfcaf.device;

/**
 * The numbers of one Adam update (Kingma and Ba, 2015, algorithm 1): {@code m = beta1 * m + (1 - beta1) * g}, {@code v =
 * beta2 * v + (1 - beta2) * g^2}, {@code p -= learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)};
 * before it, decoupled weight decay (Loshchilov and Hutter, 2019): {@code p -= learningRate * weightDecay * p}.
 *
 * @param t the number of this update, from 1
 */
public record AdamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long t) {}
