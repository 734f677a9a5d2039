package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Batches;
import dev.halfcaf.data.Dataset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Measures a model on a data set, without training: no tape is open, nothing is recorded.
 *
 * <pre>{@code
 * Evaluation<Batch> evaluation = Evaluation.of(validation, batch -> model.forward(batch.x()), Metric.accuracy());
 * double accuracy = evaluation.run().get("accuracy");
 * }</pre>
 *
 * @param <B> the batch
 */
public final class Evaluation<B> {
    private final Dataset<B> data;
    private final Function<? super B, Tensor> outputs;
    private final Function<? super B, Tensor> labels;
    private final List<Metric> metrics;

    private Evaluation(
            Dataset<B> data,
            Function<? super B, Tensor> outputs,
            Function<? super B, Tensor> labels,
            List<Metric> metrics) {
        this.data = data;
        this.outputs = outputs;
        this.labels = labels;
        this.metrics = metrics;
    }

    /** An evaluation on batches of inputs and labels. */
    public static Evaluation<Batch> of(Dataset<Batch> data, Function<Batch, Tensor> outputs, Metric... metrics) {
        return of(data, outputs, Batch::labels, metrics);
    }

    /**
     * An evaluation on batches of one's own.
     *
     * @param outputs runs the model on a batch
     * @param labels what the outputs are compared with, one along the first axis for each example
     * @throws IllegalArgumentException if there is no metric, or two have one name
     */
    public static <B> Evaluation<B> of(
            Dataset<B> data,
            Function<? super B, Tensor> outputs,
            Function<? super B, Tensor> labels,
            Metric... metrics) {
        long names = Arrays.stream(metrics).map(Metric::name).distinct().count();
        if (metrics.length == 0 || names != metrics.length) {
            throw new IllegalArgumentException("An evaluation needs a metric, and each a name of its own; these are "
                    + Arrays.toString(metrics) + ".");
        }
        return new Evaluation<>(data, outputs, labels, List.of(metrics));
    }

    /** Whether there is a metric of that name. */
    boolean has(String metric) {
        return metrics.stream().anyMatch(m -> m.name().equals(metric));
    }

    /** The metrics by their names, in the order in which they were given; NaN where there are no examples. */
    public Map<String, Double> run() {
        return run(() -> true);
    }

    /**
     * Goes over the data.
     *
     * @param goOn asked after each batch; if it says no, the rest is left out
     */
    Map<String, Double> run(BooleanSupplier goOn) {
        double[] sums = new double[metrics.size()];
        long examples = 0;
        try (Batches<B> batches = data.epoch(1, 0)) {
            boolean going = true;
            while (going && batches.hasNext()) {
                B batch = batches.next();
                Tensor out = outputs.apply(batch);
                Tensor wide = out.cast(out.dtype().atLeastFloat32());
                Tensor right = labels.apply(batch);
                int size = right.shape().rank() == 0 ? 1 : right.shape().size(0);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += size * metrics.get(i).meanOfBatch().applyAsDouble(wide, right);
                }
                examples += size;
                going = goOn.getAsBoolean();
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            values.put(metrics.get(i).name(), sums[i] / (double) examples);
        }
        return values;
    }
}
