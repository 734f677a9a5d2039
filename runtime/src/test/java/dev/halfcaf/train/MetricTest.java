package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Losses;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.ArrayDataset;
import dev.halfcaf.data.Batch;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Tensor LOGITS = Tensor.of(
            new float[] {
                3, 2, 1, 0,
                0, 1, 2, 3,
                1, 1, 1, 1,
                0, Float.NaN, 1, 0
            },
            Shape.of(4, 4));
    private static final Tensor LABELS = Tensor.of(new int[] {1, 3, 2, 2}, Shape.of(4));

    private static double of(Metric metric) {
        return metric.meanOfBatch().applyAsDouble(LOGITS, LABELS);
    }

    @Test
    void accuracyAndTopK() {
        assertThat(of(Metric.accuracy())).isEqualTo(0.25);
        // Equal outputs: none is larger than the one at the label. NaN counts as larger.
        assertThat(of(Metric.topK(1))).isEqualTo(0.5);
        assertThat(of(Metric.topK(2))).isEqualTo(1);
        assertThat(Metric.topK(5).name()).isEqualTo("top5");
        assertThatThrownBy(() -> Metric.topK(0)).hasMessageStartingWith("k is 0.0");
    }

    @Test
    void theMeanIsOverExamplesAndNotOverBatches() {
        Tensor logits = LOGITS.slice(0, 0, 3);
        Tensor labels = LABELS.slice(0, 0, 3);
        Evaluation<Batch> evaluation =
                Evaluation.of(ArrayDataset.of(logits, labels, 2), Batch::x, Metric.accuracy(), Metric.crossEntropy());

        Map<String, Double> values = evaluation.run();

        assertThat(values.keySet()).containsExactly("accuracy", "loss");
        assertThat(values.get("accuracy")).isEqualTo(1 / 3.0);
        assertThat(values.get("loss"))
                .isEqualTo(Losses.softmaxCrossEntropy(logits, labels).item(), Offset.offset(1e-6));
    }

    @Test
    void halfOutputsAreMeasuredInFloat32() {
        Metric dtype = Metric.mean("float32", (outputs, labels) -> outputs.dtype() == Dtype.FLOAT32 ? 1 : 0);
        Tensor half = LOGITS.cast(Dtype.FLOAT16);
        assertThat(Evaluation.of(ArrayDataset.of(half, LABELS, 4), Batch::x, dtype)
                        .run())
                .containsEntry("float32", 1.0);
    }

    @Test
    void eachMetricHasANameOfItsOwn() {
        assertThatThrownBy(() -> Evaluation.of(
                        ArrayDataset.of(LOGITS, LABELS, 4), Batch::x, Metric.accuracy(), Metric.accuracy()))
                .hasMessageStartingWith("An evaluation needs a metric, and each a name of its own");
    }
}
