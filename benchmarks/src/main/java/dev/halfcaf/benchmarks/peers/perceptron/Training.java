package dev.halfcaf.benchmarks.peers.perceptron;

import dev.halfcaf.Dtype;
import dev.halfcaf.Losses;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Tape;

/** Train steps on one batch, again and again. */
public final class Training {
    private static final double LEARNING_RATE = 1e-4;

    private Training() {}

    /** With generated layers and the generated step. */
    public static Runnable generated(String policy, float[] pixels, int[] labels) {
        PerceptronTrainStep step =
                new PerceptronTrainStep(new CastingPerceptron(Policy.of(policy)), Adam.withLearningRate(LEARNING_RATE));
        Tensor batch = batch(pixels, labels);
        Tensor targets = Tensor.of(labels, Shape.of(labels.length));
        return () -> step.run(batch, targets);
    }

    /** With a loop as it is written without a generated step. */
    public static Runnable byHand(String policy, float[] pixels, int[] labels) {
        FlatPerceptron model = new CastingFlatPerceptron(Policy.of(policy));
        model.initialize(0);
        Optimizer optimizer = Adam.withLearningRate(LEARNING_RATE);
        LossScale lossScale = LossScale.of(model.policy().lossScaling());
        Tensor batch = batch(pixels, labels);
        Tensor targets = Tensor.of(labels, Shape.of(labels.length));
        return () -> {
            try (Tape tape = Tape.open(model)) {
                Tensor logits = model.forward(batch).cast(Dtype.FLOAT32);
                Tensor loss = Losses.softmaxCrossEntropy(logits, targets);
                Gradients gradients = tape.gradients(lossScale.scale(loss)).unscale();
                lossScale.update(optimizer.apply(gradients));
            }
        };
    }

    private static Tensor batch(float[] pixels, int[] labels) {
        return Tensor.of(pixels, Shape.of(labels.length, pixels.length / labels.length));
    }
}
