package dev.halfcaf.benchmarks.peers.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The moments of a variable, and its update by DJL's native part: a chain of PyTorch's ops in C++. */
final class AdamSlots {
    private static final float LEARNING_RATE = 1e-4f;

    private final PtNDArray firstMoment;
    private final PtNDArray secondMoment;

    AdamSlots(NDManager manager, PtNDArray variable) {
        firstMoment = (PtNDArray) manager.zeros(variable.getShape());
        secondMoment = (PtNDArray) manager.zeros(variable.getShape());
    }

    void update(PtNDArray variable, PtNDArray gradient) {
        float correctedRate = LEARNING_RATE;
        float weightDecay = 0;
        float rescale = 1;
        float noClipping = -1;
        JniUtils.adamUpdate(
                variable,
                gradient,
                firstMoment,
                secondMoment,
                LEARNING_RATE,
                correctedRate,
                weightDecay,
                rescale,
                noClipping,
                0.9f,
                0.999f,
                1e-8f,
                false);
    }
}
