package dev.halfcaf.sample.program;

import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.data.ImageData;
import dev.halfcaf.sample.model.CastingImageClassifier;
import dev.halfcaf.sample.model.ImageClassifierTrainStep;
import dev.halfcaf.train.Adam;

/** Two dense layers and the handwritten digits that are part of the program. */
final class DigitsProgram implements Program {
    private static final double LEARNING_RATE = 2e-3;

    /** The default, 2000 finite steps, is more than a run on the digits has: its loss scale would never grow. */
    private static final int GROWTH_INTERVAL = 100;

    private static final int TEST_BATCH = 1000;

    private final ImageData images = Digits.load();

    @Override
    public String data() {
        return images.summary();
    }

    @Override
    public Task task(Settings settings) {
        var model = new CastingImageClassifier(
                images.training().pixelsPerImage(), images.classes(), settings.policyGrowingEvery(GROWTH_INTERVAL));
        model.initialize(settings.seed());
        var step = new ImageClassifierTrainStep(model, Adam.withLearningRate(LEARNING_RATE));
        return new Task(
                step,
                step::gradients,
                model,
                model::loss,
                images.training().batches(settings.batchSize()).shuffled(settings.seed()),
                images.test().batches(TEST_BATCH));
    }
}
