package dev.halfcaf.sample.program;

import dev.halfcaf.sample.data.ImageData;
import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.model.CastingFashionCnn;
import dev.halfcaf.sample.model.FashionCnn;
import dev.halfcaf.sample.model.FashionCnnTrainStep;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.LearningRate;

/** A small convolutional net and images of a folder. */
final class FashionProgram implements Program {
    /** A quarter of it is left after 3,500 steps, nearly four epochs of Fashion-MNIST. */
    private static final LearningRate LEARNING_RATE = LearningRate.exponential(2e-3, 0.9996);

    private static final int TEST_BATCH = 250;

    private final ImageData images;

    FashionProgram(ImageData images) {
        if (images.training().height() < FashionCnn.SMALLEST
                || images.training().width() < FashionCnn.SMALLEST) {
            throw new InputException(
                    "These images are too small for the net, which halves them twice: " + images.description() + ".");
        }
        this.images = images;
    }

    @Override
    public String data() {
        return images.summary();
    }

    @Override
    public Task task(Settings settings) {
        var model = new CastingFashionCnn(
                images.training().height(), images.training().width(), images.classes(), settings.policy());
        model.initialize(settings.seed());
        var step = new FashionCnnTrainStep(model, Adam.withLearningRate(LEARNING_RATE));
        return new Task(
                step,
                step::gradients,
                model,
                model::loss,
                images.training().pictures(settings.batchSize()).shuffled(settings.seed()),
                images.test().pictures(TEST_BATCH));
    }
}
