package metrics;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Integral;

/** Metrics count in int32 and average in float32, whatever the model computes in. */
final class Metrics {
    private long seen;
    private double right;

    void update(Tensor logits, @Int32 Tensor labels) {
        Tensor hits = logits.argmax(-1).eq(labels);
        right += hits.cast(Dtype.INT32).sum().item();
        seen += labels.size();
    }

    double accuracy() {
        return seen == 0 ? Double.NaN : right / seen;
    }

    static double meanAbsoluteError(Tensor predicted, Tensor wanted) {
        return predicted.cast(Dtype.FLOAT64)
                .sub(wanted.cast(Dtype.FLOAT64))
                .abs()
                .mean()
                .item();
    }

    @Float32
    static Tensor confusion(@Int32 Tensor predicted, @Int32 Tensor labels, int classes) {
        Tensor rows = labels.reshape(-1, 1).eq(Tensor.arange(classes)).cast(Dtype.FLOAT32);
        Tensor columns = predicted.reshape(-1, 1).eq(Tensor.arange(classes)).cast(Dtype.FLOAT32);
        return rows.transpose().matmul(columns);
    }

    static double topK(Tensor scores, @Integral Tensor labels, int k) {
        Tensor rest = scores.cast(Dtype.FLOAT32);
        double found = 0;
        for (int i = 0; i < k; i++) {
            Tensor best = rest.argmax(-1);
            found += best.cast(labels.dtype()).eq(labels).cast(Dtype.INT32).sum().item();
            Tensor chosen = best.reshape(-1, 1).eq(Tensor.arange(rest.shape().size(1)));
            rest = Tensor.where(chosen, Tensor.scalar(Float.NEGATIVE_INFINITY, Dtype.FLOAT32), rest);
        }
        return found / labels.size();
    }
}
