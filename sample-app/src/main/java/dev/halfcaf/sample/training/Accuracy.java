package dev.halfcaf.sample.training;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.sample.data.Batch;
import dev.halfcaf.sample.data.Examples;

/** The share of images whose class a model tells right. */
final class Accuracy {
    private Accuracy() {}

    static double of(TensorFunction model, Examples examples) {
        double right = 0;
        for (Batch batch : examples.inOrder()) {
            // No train step is open on the model: this records nothing.
            Tensor answers = model.forward(batch.pixels()).argmax(-1);
            right += answers.eq(batch.labels()).cast(Dtype.INT32).sum().item();
        }
        return right / examples.size();
    }
}
