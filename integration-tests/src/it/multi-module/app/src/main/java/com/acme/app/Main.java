package com.acme.app;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.StepResult;

/** Learns XOR, and says how that went; fails if it did not learn. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CastingClassifier model = new CastingClassifier();
        ClassifierTrainStep step = new ClassifierTrainStep(model, Adam.withLearningRate(0.01));

        Tensor points = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, Shape.of(4, 2));
        Tensor labels = Tensor.of(new int[] {0, 1, 1, 0}, Shape.of(4));

        StepResult first = step.run(points, labels);
        StepResult last = first;
        for (int i = 1; i < 200; i++) {
            last = step.run(points, labels);
        }

        System.out.printf(
                "trained: loss %.4f -> %.4f, hidden in %s, logits in %s, %d steps applied, %d skipped, loss scale %.0f%n",
                first.loss(),
                last.loss(),
                model.hidden.policy().computeDtype(),
                model.logits.policy().computeDtype(),
                step.stepsApplied(),
                step.stepsSkipped(),
                last.scaleAfter());
        if (!(last.loss() < 0.1 * first.loss())) {
            throw new AssertionError("The model did not learn.");
        }
    }
}
