package dev.halfcaf.kernel;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.SgdStep;
import org.jspecify.annotations.Nullable;

/**
 * The passes over gradients and variables. Coefficients are computed in double and, for float arrays, rounded once to
 * float; the formulas stand in {@link SgdStep} and {@link AdamStep}.
 */
final class PlainUpdates {
    private static final int FLOAT_EXPONENT_BITS = 0x7F800000;
    private static final long DOUBLE_EXPONENT_BITS = 0x7FF0_0000_0000_0000L;

    private PlainUpdates() {}

    static boolean isFinite(float[] in, int from, int count, float factor) {
        int notFinite = 0;
        for (int i = from; i < from + count; i++) {
            notFinite |= notFinite(in[i] * factor);
        }
        return notFinite >= 0;
    }

    static boolean isFinite(double[] in, int from, int count, double factor) {
        long notFinite = 0;
        for (int i = from; i < from + count; i++) {
            notFinite |= notFinite(in[i] * factor);
        }
        return notFinite >= 0;
    }

    /**
     * Negative if the value is infinite or NaN: then all exponent bits are set, and one more in the last carries into
     * the sign.
     */
    private static int notFinite(float value) {
        return (Float.floatToRawIntBits(value) & FLOAT_EXPONENT_BITS) + (1 << 23);
    }

    private static long notFinite(double value) {
        return (Double.doubleToRawLongBits(value) & DOUBLE_EXPONENT_BITS) + (1L << 52);
    }

    static void sgd(
            SgdStep step,
            float[] gradient,
            float @Nullable [] velocity,
            int from,
            float[] variable,
            int variableFrom,
            int count) {
        float learningRate = (float) step.learningRate();
        float momentum = (float) step.momentum();
        float weightDecay = (float) step.weightDecay();
        boolean nesterov = step.nesterov();
        float factor = (float) step.gradientFactor();
        for (int i = 0; i < count; i++) {
            float p = variable[variableFrom + i];
            float g = factor * gradient[from + i] + weightDecay * p;
            float direction = g;
            if (velocity != null) {
                float v = momentum * velocity[from + i] + g;
                velocity[from + i] = v;
                direction = nesterov ? g + momentum * v : v;
            }
            variable[variableFrom + i] = p - learningRate * direction;
        }
    }

    static void sgd(
            SgdStep step,
            double[] gradient,
            double @Nullable [] velocity,
            int from,
            double[] variable,
            int variableFrom,
            int count) {
        double learningRate = step.learningRate();
        double momentum = step.momentum();
        double weightDecay = step.weightDecay();
        boolean nesterov = step.nesterov();
        double factor = step.gradientFactor();
        for (int i = 0; i < count; i++) {
            double p = variable[variableFrom + i];
            double g = factor * gradient[from + i] + weightDecay * p;
            double direction = g;
            if (velocity != null) {
                double v = momentum * velocity[from + i] + g;
                velocity[from + i] = v;
                direction = nesterov ? g + momentum * v : v;
            }
            variable[variableFrom + i] = p - learningRate * direction;
        }
    }

    static void adam(
            AdamStep step,
            float[] gradient,
            float[] firstMoment,
            float[] secondMoment,
            int from,
            float[] variable,
            int variableFrom,
            int count) {
        float beta1 = (float) step.beta1();
        float beta2 = (float) step.beta2();
        float gradientWeight = (float) (1 - step.beta1());
        float squareWeight = (float) (1 - step.beta2());
        float stepSize = (float) (step.learningRate() / step.firstCorrection());
        float rootCorrection = (float) Math.sqrt(step.secondCorrection());
        float epsilon = (float) step.epsilon();
        float decay = (float) (step.learningRate() * step.weightDecay());
        float factor = (float) step.gradientFactor();
        for (int i = 0; i < count; i++) {
            float g = factor * gradient[from + i];
            float m = beta1 * firstMoment[from + i] + gradientWeight * g;
            float v = beta2 * secondMoment[from + i] + squareWeight * (g * g);
            firstMoment[from + i] = m;
            secondMoment[from + i] = v;
            float p = variable[variableFrom + i];
            p = p - decay * p;
            float denominator = (float) Math.sqrt(v) / rootCorrection + epsilon;
            variable[variableFrom + i] = p - stepSize * (m / denominator);
        }
    }

    static void adam(
            AdamStep step,
            double[] gradient,
            double[] firstMoment,
            double[] secondMoment,
            int from,
            double[] variable,
            int variableFrom,
            int count) {
        double beta1 = step.beta1();
        double beta2 = step.beta2();
        double stepSize = step.learningRate() / step.firstCorrection();
        double rootCorrection = Math.sqrt(step.secondCorrection());
        double decay = step.learningRate() * step.weightDecay();
        double factor = step.gradientFactor();
        for (int i = 0; i < count; i++) {
            double g = factor * gradient[from + i];
            double m = beta1 * firstMoment[from + i] + (1 - beta1) * g;
            double v = beta2 * secondMoment[from + i] + (1 - beta2) * (g * g);
            firstMoment[from + i] = m;
            secondMoment[from + i] = v;
            double p = variable[variableFrom + i];
            p = p - decay * p;
            double denominator = Math.sqrt(v) / rootCorrection + step.epsilon();
            variable[variableFrom + i] = p - stepSize * (m / denominator);
        }
    }
}
