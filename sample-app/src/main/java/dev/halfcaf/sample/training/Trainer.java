package dev.halfcaf.sample.training;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.Batch;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.data.ShuffledBatches;
import dev.halfcaf.sample.model.CastingImageClassifier;
import dev.halfcaf.sample.model.ImageClassifierTrainStep;
import dev.halfcaf.train.Adam;

/** Trains the image classifier under one policy after the other, each time from the same start. */
public final class Trainer {
    private static final double LEARNING_RATE = 2e-3;

    /** The default, 2000 finite steps, is more than a run on the digits has: its loss scale would never grow. */
    private static final int GROWTH_INTERVAL = 100;

    private final Dataset data;
    private final TrainingOptions options;

    public Trainer(Dataset data, TrainingOptions options) {
        this.data = data;
        this.options = options;
    }

    /** Trains a new model. All that makes a run under mixed precision different is in {@code policy}. */
    public TrainingResult train(Policy policy, ProgressListener listener) {
        long start = System.nanoTime();
        var model = new CastingImageClassifier(data.pixelsPerImage(), data.classes(), withShortInterval(policy));
        model.initialize(options.seed());
        var optimizer = Adam.withLearningRate(LEARNING_RATE);
        var step = new ImageClassifierTrainStep(model, optimizer);
        TrainingLoop.Outcome outcome = new TrainingLoop(data, options, listener)
                .run(model, step, batch -> step.run(batch.pixels(), batch.labels()));
        return new TrainingResult(
                model.policy(),
                outcome.accuracy(),
                outcome.loss(),
                step.stepsSeen(),
                step.stepsSkipped(),
                step.lossScale().value(),
                MemoryUse.of(model, optimizer, firstBatch()),
                (System.nanoTime() - start) / 1e9);
    }

    private Batch firstBatch() {
        return new ShuffledBatches(data.training(), options.batchSize(), options.seed())
                .nextEpoch()
                .iterator()
                .next();
    }

    private static Policy withShortInterval(Policy policy) {
        return policy.lossScaling() instanceof LossScaling.Dynamic dynamic
                ? policy.withLossScaling(dynamic.withGrowthInterval(GROWTH_INTERVAL))
                : policy;
    }
}
