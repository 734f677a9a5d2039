package dev.halfcaf.train;

import dev.halfcaf.Dtype;
import dev.halfcaf.Losses;
import dev.halfcaf.Tensor;
import java.util.function.ToDoubleBiFunction;

/**
 * A number that tells how good a model's outputs are: the mean over all examples of what it gives for a batch. Outputs are float32
 * or float64 when they come here, whatever the model computes in, and the mean is taken in float64.
 *
 * @param name what reports call it, such as {@code "accuracy"}
 * @param meanOfBatch the mean over the examples of a batch, from the outputs and the labels
 */
public record Metric(String name, ToDoubleBiFunction<Tensor, Tensor> meanOfBatch) {

    /** The share of rows whose largest output is at the label. Outputs (rows, classes), labels (rows,). */
    public static Metric accuracy() {
        return new Metric(
                "accuracy",
                (outputs, labels) -> outputs.argmax(-1)
                        .eq(labels.cast(Dtype.INT32))
                        .cast(Dtype.FLOAT64)
                        .mean()
                        .item());
    }

    /**
     * The share of rows in which fewer than k outputs are larger than the one at the label, which is a number. Outputs (rows,
     * classes), labels (rows,).
     *
     * @throws IllegalArgumentException if k is below 1
     */
    public static Metric topK(int k) {
        Require.atLeast("k", k, 1);
        return new Metric("top" + k, (outputs, labels) -> shareInTop(k, outputs, labels));
    }

    private static double shareInTop(int k, Tensor outputs, Tensor labels) {
        double[] all = outputs.cast(Dtype.FLOAT64).toDoubleArray();
        int[] right = labels.cast(Dtype.INT32).toIntArray();
        int classes = outputs.shape().size(-1);
        int hits = 0;
        for (int row = 0; row < right.length; row++) {
            double own = all[row * classes + right[row]];
            int larger = 0;
            for (int i = 0; i < classes; i++) {
                // NaN counts as larger, as for argmax.
                larger += all[row * classes + i] <= own ? 0 : 1;
            }
            hits += larger < k ? 1 : 0;
        }
        return (double) hits / right.length;
    }

    /** {@link Losses#softmaxCrossEntropy} of the outputs, which are logits. */
    public static Metric crossEntropy() {
        return mean(
                "loss",
                (outputs, labels) -> Losses.softmaxCrossEntropy(outputs, labels).item());
    }

    /** The mean of what a loss gives for each batch, such as {@code (outputs, labels) -> model.loss(outputs, labels).item()}. */
    public static Metric mean(String name, ToDoubleBiFunction<Tensor, Tensor> loss) {
        return new Metric(name, loss);
    }
}
