package com.acme.modular;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.StepResult;

/** Fits y = 2x - 1, run as a named module. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CastingLine model = new CastingLine();
        LineTrainStep step = new LineTrainStep(model, Adam.withLearningRate(0.05));

        Tensor x = Tensor.of(new float[] {-1, 0, 1, 2}, Shape.of(4, 1));
        Tensor y = Tensor.of(new float[] {-3, -1, 1, 3}, Shape.of(4, 1));

        StepResult last = step.run(x, y);
        for (int i = 1; i < 300; i++) {
            last = step.run(x, y);
        }

        System.out.printf(
                "trained: loss %.5f in module %s%n",
                last.loss(), Main.class.getModule().getName());
        if (!(last.loss() < 0.01)) {
            throw new AssertionError("The model did not learn.");
        }
    }
}
