package com.acme.vision;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.layers.Conv2d;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.StepResult;

/** Tells pictures with a light upper half from those with a light lower half; fails if it did not learn to. */
public final class Main {
    private static final int PICTURES = 8;
    private static final int PIXELS = 16;

    private Main() {}

    public static void main(String[] args) {
        CastingClassifier model = new CastingClassifier();
        ClassifierTrainStep step = new ClassifierTrainStep(model, Adam.withLearningRate(0.01));

        float[] pixels = new float[PICTURES * PIXELS];
        int[] labels = new int[PICTURES];
        for (int i = 0; i < pixels.length; i++) {
            int picture = i / PIXELS;
            labels[picture] = picture % 2;
            boolean isUpper = i % PIXELS < PIXELS / 2;
            pixels[i] = (isUpper == (picture % 2 == 0) ? 1 : 0) + 0.05f * (i % 7);
        }
        Tensor x = Tensor.of(pixels, Shape.of(PICTURES, 4, 4, 1));
        Tensor y = Tensor.of(labels, Shape.of(PICTURES));

        StepResult first = step.run(x, y);
        StepResult last = first;
        for (int i = 1; i < 60; i++) {
            last = step.run(x, y);
        }

        System.out.printf(
                "trained: loss %.4f -> %.4f, %s in %s, statistics in %s, layers of %s%n",
                first.loss(),
                last.loss(),
                model.convolution.getClass().getSimpleName(),
                model.convolution.computeDtype(),
                model.norm.movingMean().dtype(),
                Conv2d.class.getModule());
        if (!(last.loss() < 0.2 * first.loss())) {
            throw new AssertionError("The model did not learn.");
        }
        if (model.convolution.computeDtype() != Dtype.FLOAT16
                || model.norm.movingMean().dtype() != Dtype.FLOAT32) {
            throw new AssertionError("The layers do not have their owner's policy.");
        }
    }
}
