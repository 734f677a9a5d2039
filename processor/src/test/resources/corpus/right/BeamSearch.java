package beam_search;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;

/** Integer bookkeeping beside floating scores. */
final class BeamSearch {
    private final int width;

    BeamSearch(int width) {
        this.width = width;
    }

    @Int32
    Tensor search(@Float32 Tensor logProbabilities, int steps) {
        Tensor scores = Tensor.zeros(Shape.of(width, 1));
        Tensor tokens = Tensor.zeros(Shape.of(width, 1), Dtype.INT32);
        int classes = logProbabilities.shape().size(-1);
        for (int t = 0; t < steps; t++) {
            Tensor all = scores.add(logProbabilities.slice(0, t, t + 1)).reshape(-1);
            Tensor bestIndex = all.argmax(0).reshape(1);
            Tensor row = bestIndex.div(classes);
            Tensor token = bestIndex.sub(row.mul(classes));
            scores = all.reshape(-1, 1).gather(bestIndex);
            tokens = Tensor.concat(1, tokens.gather(row), token.reshape(1, 1));
        }
        return tokens;
    }

    static @Int64 Tensor flattened(@Int32 Tensor rows, @Int32 Tensor columns, long stride) {
        Tensor wide = rows.cast(Dtype.INT64).mul(stride);
        return wide.add(columns.cast(wide.dtype()));
    }
}
