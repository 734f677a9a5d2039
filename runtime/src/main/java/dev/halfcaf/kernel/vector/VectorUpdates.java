package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.FLOATS;
import static dev.halfcaf.kernel.vector.Species.INTS;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.SgdStep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The passes over gradients and variables, with the coefficients and in the order of the plain set: the same bits. Counts are
 * whole numbers of vectors.
 */
final class VectorUpdates {
    private static final int EXPONENT_BITS = 0x7F800000;

    private VectorUpdates() {}

    static boolean isFinite(float[] in, int from, int count, float factor) {
        IntVector notFinite = IntVector.zero(INTS);
        int step = Species.floatStep;
        for (int i = from; i < from + count; i += step) {
            // One more in the last exponent bit carries into the sign where all of them are set.
            notFinite = notFinite.lanewise(
                    VectorOperators.OR,
                    FloatVector.fromArray(FLOATS, in, i)
                            .mul(factor)
                            .reinterpretAsInts()
                            .and(EXPONENT_BITS)
                            .add(1 << 23));
        }
        return notFinite.reduceLanes(VectorOperators.OR) >= 0;
    }

    static void sgd(SgdStep sgd, float[] gradient, int from, float[] variable, int variableFrom, int count) {
        float learningRate = (float) sgd.learningRate();
        float weightDecay = (float) sgd.weightDecay();
        float factor = (float) sgd.gradientFactor();
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector p = FloatVector.fromArray(FLOATS, variable, variableFrom + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gradient, from + i)
                    .mul(factor)
                    .add(p.mul(weightDecay));
            p.sub(g.mul(learningRate)).intoArray(variable, variableFrom + i);
        }
    }

    static void sgdWithMomentum(
            SgdStep sgd, float[] gradient, float[] velocity, int from, float[] variable, int variableFrom, int count) {
        float learningRate = (float) sgd.learningRate();
        float momentum = (float) sgd.momentum();
        float weightDecay = (float) sgd.weightDecay();
        float factor = (float) sgd.gradientFactor();
        boolean nesterov = sgd.nesterov();
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector p = FloatVector.fromArray(FLOATS, variable, variableFrom + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gradient, from + i)
                    .mul(factor)
                    .add(p.mul(weightDecay));
            FloatVector v = FloatVector.fromArray(FLOATS, velocity, from + i)
                    .mul(momentum)
                    .add(g);
            v.intoArray(velocity, from + i);
            if (nesterov) {
                p.sub(g.add(v.mul(momentum)).mul(learningRate)).intoArray(variable, variableFrom + i);
            } else {
                p.sub(v.mul(learningRate)).intoArray(variable, variableFrom + i);
            }
        }
    }

    static void adam(
            AdamStep adam,
            float[] gradient,
            float[] firstMoment,
            float[] secondMoment,
            int from,
            float[] variable,
            int variableFrom,
            int count) {
        float beta1 = (float) adam.beta1();
        float beta2 = (float) adam.beta2();
        float gradientWeight = (float) (1 - adam.beta1());
        float squareWeight = (float) (1 - adam.beta2());
        float stepSize = (float) (adam.learningRate() / adam.firstCorrection());
        float rootCorrection = (float) Math.sqrt(adam.secondCorrection());
        float epsilon = (float) adam.epsilon();
        float decay = (float) (adam.learningRate() * adam.weightDecay());
        float factor = (float) adam.gradientFactor();
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector g = FloatVector.fromArray(FLOATS, gradient, from + i).mul(factor);
            FloatVector m = FloatVector.fromArray(FLOATS, firstMoment, from + i)
                    .mul(beta1)
                    .add(g.mul(gradientWeight));
            FloatVector v = FloatVector.fromArray(FLOATS, secondMoment, from + i)
                    .mul(beta2)
                    .add(g.mul(g).mul(squareWeight));
            m.intoArray(firstMoment, from + i);
            v.intoArray(secondMoment, from + i);
            FloatVector p = FloatVector.fromArray(FLOATS, variable, variableFrom + i);
            FloatVector denominator =
                    v.lanewise(VectorOperators.SQRT).div(rootCorrection).add(epsilon);
            p.sub(p.mul(decay)).sub(m.div(denominator).mul(stepSize)).intoArray(variable, variableFrom + i);
        }
    }
}
