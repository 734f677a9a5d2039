package dev.halfcaf.sample.program;

import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Batches;
import dev.halfcaf.data.Dataset;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.train.Evaluation;
import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.Metric;
import dev.halfcaf.train.ScaledTrainStep;
import dev.halfcaf.train.Trainer;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/**
 * A model under a policy, and what trains and tests it.
 *
 * @param step the generated train step
 * @param gradients the step's first half: the gradients of inputs and labels
 * @param forward the model
 * @param loss the loss of the model's outputs, in float32, and labels
 * @param training the batches to learn from
 * @param test the batches that no step sees
 */
public record Task(
        ScaledTrainStep step,
        BiFunction<Tensor, Tensor, Gradients> gradients,
        TensorFunction forward,
        BinaryOperator<Tensor> loss,
        Dataset<Batch> training,
        Dataset<Batch> test) {

    /**
     * The ready loop, with a test after each epoch.
     *
     * @param history measures the gradients of those steps whose gradients it wants
     */
    public Trainer<Batch> trainer(RunHistory history) {
        return Trainer.of(
                        step,
                        (Batch batch) -> history.measured(gradients.apply(batch.x(), batch.labels()), step::apply))
                .validating(evaluation());
    }

    /** The metrics of the test: {@code accuracy} and {@code loss}. */
    public Map<String, Double> metrics() {
        return evaluation().run();
    }

    private Evaluation<Batch> evaluation() {
        return Evaluation.of(test, batch -> forward.forward(batch.x()), Metric.accuracy(), Metric.crossEntropy());
    }

    /** The bytes that training takes, measured with one more batch, which moves running averages: ask at the end. */
    public MemoryUse memory() {
        try (Batches<Batch> batches = training.epoch(1, 0)) {
            Batch batch = batches.next();
            return MemoryUse.of(step, () -> computeLoss(batch));
        }
    }

    /** What the generated step does, up to the loss, which is not wanted. */
    private void computeLoss(Batch batch) {
        Tensor outputs = forward.forward(batch.x());
        Tensor wide = outputs.cast(outputs.dtype().atLeastFloat32());
        Tensor unused = loss.apply(wide, batch.labels());
    }
}
