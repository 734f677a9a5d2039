package dev.halfcaf.sample.program;

import dev.halfcaf.sample.data.Text;
import dev.halfcaf.sample.model.CastingTextTransformer;
import dev.halfcaf.sample.model.TextTransformerTrainStep;
import dev.halfcaf.train.Adam;
import java.util.Locale;

/** A small transformer and the novel that is part of the program. */
final class TextProgram implements Program {
    private static final double LEARNING_RATE = 2e-3;
    private static final int LENGTH = 64;
    private static final int FEATURES = 64;
    private static final int HEADS = 4;
    private static final int DEPTH = 2;
    private static final int TEST_BATCH = 32;

    private final Text text = Text.prideAndPrejudice();

    @Override
    public String data() {
        return String.format(
                Locale.ROOT,
                "%s; %,d characters to learn from, %,d held out for the test",
                text.description(),
                text.trainingLength(),
                text.length() - text.trainingLength());
    }

    @Override
    public Task task(Settings settings) {
        var model =
                new CastingTextTransformer(text.alphabet().length(), LENGTH, FEATURES, HEADS, DEPTH, settings.policy());
        model.initialize(settings.seed());
        var step = new TextTransformerTrainStep(model, Adam.withLearningRate(LEARNING_RATE));
        return new Task(
                step,
                step::gradients,
                model,
                model::loss,
                text.training(LENGTH, settings.batchSize()).shuffled(settings.seed()),
                text.test(LENGTH, TEST_BATCH));
    }
}
