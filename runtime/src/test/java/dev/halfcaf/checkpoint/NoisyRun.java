package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.ArrayDataset;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Dataset;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.EarlyStopping;
import dev.halfcaf.train.Evaluation;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Metric;
import dev.halfcaf.train.TrainStep;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.WeightAverage;

/** A trainer with all that a checkpoint has to carry: Adam, dropout, moving averages, early stopping, skipped steps. */
final class NoisyRun {
    static final int BATCHES = 5;
    static final int EPOCHS = 6;
    private static final int EXAMPLES = 34;

    final TrainStep step;
    final WeightAverage average;
    final Trainer<Batch> trainer;

    NoisyRun(String policy, long seed, int patience) {
        NoisyModel model = NoisyModel.initialized(policy, seed);
        Adam adam = Adam.withLearningRate(update -> 0.05 / update);
        if (policy.endsWith("_float16")) {
            NoisyModel.Scaled scaled = new NoisyModel.Scaled(
                    model,
                    adam,
                    LossScale.of(
                            LossScaling.dynamic().withStart(Math.scalb(1.0, 24)).withGrowthInterval(3)));
            step = scaled;
            trainer = with(Trainer.of(step, batch -> scaled.run(batch.x(), batch.labels())), model, patience);
        } else {
            NoisyModel.Plain plain = new NoisyModel.Plain(model, adam);
            step = plain;
            trainer = with(Trainer.of(step, batch -> plain.run(batch.x(), batch.labels())), model, patience);
        }
        average = WeightAverage.of(model, 0.9);
    }

    private static Trainer<Batch> with(Trainer<Batch> trainer, NoisyModel model, int patience) {
        return trainer.validating(Evaluation.of(examples(21), batch -> model.forward(batch.x()), Metric.accuracy()))
                .stoppingEarly(EarlyStopping.onHighest("accuracy", patience));
    }

    /** With the average in validation. */
    Trainer<Batch> averaging() {
        return trainer.averaging(average);
    }

    static Dataset<Batch> data() {
        return examples(20).shuffled(7).prefetch(2);
    }

    private static ArrayDataset<Batch> examples(long seed) {
        Tensor x = Tensor.randomNormal(Shape.of(EXAMPLES, NoisyModel.INPUTS), Dtype.FLOAT32, new SeededRandom(seed));
        int[] labels = new int[EXAMPLES];
        float[] values = x.toFloatArray();
        for (int row = 0; row < EXAMPLES; row++) {
            labels[row] =
                    (values[row * NoisyModel.INPUTS] > 0 ? 1 : 0) + (values[row * NoisyModel.INPUTS + 1] > 0 ? 1 : 0);
        }
        return ArrayDataset.of(x, Tensor.of(labels, Shape.of(EXAMPLES)), (EXAMPLES + BATCHES - 1) / BATCHES);
    }
}
