package dev.halfcaf.sample;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.data.ArrayDataset;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Batches;
import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.data.ImageData;
import dev.halfcaf.sample.model.CastingImageClassifier;
import dev.halfcaf.sample.model.ImageClassifierTrainStep;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.StepResult;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a JVM does with the sample's model when nothing in the program names a policy: the model's first answers, and its
 * losses while it learns. Prints a line for each.
 */
final class StartUp {
    static final int IMAGES = 32;
    static final int STEPS = 90;

    private StartUp() {}

    static CastingImageClassifier model(ImageData data) {
        var model = new CastingImageClassifier(data.training().pixelsPerImage(), data.classes());
        model.initialize(1);
        return model;
    }

    static Batch batch(ImageData data) {
        return batches(data).epoch(1, 0).next();
    }

    private static ArrayDataset<Batch> batches(ImageData data) {
        return data.training().batches(IMAGES).shuffled(1);
    }

    public static void main(String[] args) {
        ImageData data = Digits.load();
        CastingImageClassifier model = model(data);
        print("policy", model.resolvedPolicy().toString());
        Tensor logits = model.forward(batch(data).x());
        print("output", logits.dtype().toString());
        print(
                "variables",
                model.variables().stream()
                        .map(Variable::dtype)
                        .distinct()
                        .map(Dtype::toString)
                        .collect(Collectors.joining(" ")));
        print("logits", joined(logits.toDoubleArray()));

        var step = new ImageClassifierTrainStep(model, Adam.withLearningRate(1e-3));
        double[] losses = new double[STEPS];
        int taken = 0;
        for (int epoch = 1; taken < STEPS; epoch++) {
            Batches<Batch> batches = batches(data).epoch(epoch, 0);
            while (taken < STEPS && batches.hasNext()) {
                Batch batch = batches.next();
                StepResult result = step.run(batch.x(), batch.labels());
                losses[taken++] = result.loss();
            }
        }
        print("losses", joined(losses));
    }

    private static void print(String name, String value) {
        System.out.println(name + ": " + value);
    }

    private static String joined(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }
}
