package dev.halfcaf.device;

/**
 * The numbers of one Adam update (Kingma and Ba, 2015, algorithm 1), in one pass over gradient, moments and variable:
 *
 * <pre>
 * g = gradientFactor * gradient
 * m = beta1 * m + (1 - beta1) * g
 * v = beta2 * v + (1 - beta2) * (g * g)
 * p = p - (learningRate * weightDecay) * p                              decoupled decay (Loshchilov and Hutter, 2019)
 * p = p - (learningRate / firstCorrection) * (m / (sqrt(v) / sqrt(secondCorrection) + epsilon))
 * </pre>
 *
 * The coefficients {@code 1 - beta1}, {@code 1 - beta2}, {@code learningRate * weightDecay}, {@code learningRate /
 * firstCorrection} and {@code sqrt(secondCorrection)} are computed in float64 and, like the other numbers here, rounded once
 * to the dtype that is computed in. From there on every product, sum, quotient and root is rounded, one by one, in the order
 * in which it is written. So a loss scale that is a power of two, whose inverse goes into {@code gradientFactor}, gives
 * the same bits as a pass of its own that divides by it.
 *
 * @param firstCorrection {@code 1 - beta1^t}: what the first moment, which starts at zero, lacks at update t
 * @param secondCorrection {@code 1 - beta2^t}
 * @param gradientFactor what the gradient is still to be multiplied by: the inverse of the loss scale, times the factors of
 *     clipping; computed in float64
 */
public record AdamStep(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double firstCorrection,
        double secondCorrection,
        double gradientFactor) {

    /**
     * The update with this number.
     *
     * @param t from 1
     */
    public static AdamStep of(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            long t,
            double gradientFactor) {
        return new AdamStep(
                learningRate,
                beta1,
                beta2,
                epsilon,
                weightDecay,
                1 - StrictMath.pow(beta1, (double) t),
                1 - StrictMath.pow(beta2, (double) t),
                gradientFactor);
    }
}
