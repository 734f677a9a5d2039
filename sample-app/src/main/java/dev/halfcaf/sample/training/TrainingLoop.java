package dev.halfcaf.sample.training;

import dev.halfcaf.TensorFunction;
import dev.halfcaf.sample.data.Batch;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.data.ShuffledBatches;
import dev.halfcaf.train.ScaledTrainStep;
import dev.halfcaf.train.StepResult;
import java.util.OptionalDouble;

/** Goes through the images epoch after epoch, a step for each batch, and measures the accuracy after each epoch. */
public final class TrainingLoop {
    private final Dataset data;
    private final TrainingOptions options;
    private final ProgressListener listener;

    public TrainingLoop(Dataset data, TrainingOptions options, ProgressListener listener) {
        this.data = data;
        this.options = options;
        this.listener = listener;
    }

    /** One step on a batch: a generated train step's {@code run}, with what it takes of the batch. */
    @FunctionalInterface
    public interface BatchStep {
        StepResult run(Batch batch);
    }

    /**
     * What a run came to.
     *
     * @param loss the mean loss of the last epoch
     * @param accuracy the share of test images told right
     */
    public record Outcome(double loss, double accuracy) {}

    /**
     * Trains a model.
     *
     * @param model the casting wrapper: it is a {@link TensorFunction}, since its forward takes one tensor
     * @param trainStep its train step, which knows the loss scale and counts the steps
     * @param batchStep the same step, as it is run on a batch
     */
    public Outcome run(TensorFunction model, ScaledTrainStep trainStep, BatchStep batchStep) {
        ShuffledBatches batches = new ShuffledBatches(data.training(), options.batchSize(), options.seed());
        long steps = (long) options.epochs() * batches.perEpoch();
        Outcome outcome = new Outcome(Double.NaN, Double.NaN);
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            double lossSum = 0;
            int done = 0;
            for (Batch batch : batches.nextEpoch()) {
                lossSum += batchStep.run(batch).loss();
                done++;
                boolean epochEnds = done == batches.perEpoch();
                if (epochEnds) {
                    outcome = new Outcome(lossSum / done, Accuracy.of(model, data.test()));
                }
                listener.onStep(new Progress(
                        epoch,
                        options.epochs(),
                        (epoch - 1L) * batches.perEpoch() + done,
                        steps,
                        lossSum / done,
                        epoch == 1 && !epochEnds ? OptionalDouble.empty() : OptionalDouble.of(outcome.accuracy()),
                        trainStep.lossScale().scaling(),
                        trainStep.lossScale().value(),
                        trainStep.stepsSkipped()));
            }
        }
        return outcome;
    }
}
