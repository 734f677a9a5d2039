package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.handwritten.Mlp;
import java.util.List;

/** A small model and data, as the tests of training use them. */
final class MlpCase {
    static final int ROWS = 24;
    static final Tensor X = Tensor.randomNormal(Shape.of(ROWS, 5), Dtype.FLOAT32, new SeededRandom(3));
    static final Tensor LABELS = labels();

    private MlpCase() {}

    private static Tensor labels() {
        int[] labels = new int[ROWS];
        float[] x = X.toFloatArray();
        for (int row = 0; row < ROWS; row++) {
            labels[row] = (x[row * 5] > 0 ? 1 : 0) + (x[row * 5 + 1] > 0 ? 1 : 0);
        }
        return Tensor.of(labels, Shape.of(ROWS));
    }

    static Mlp model(String policy) {
        Mlp model = new Mlp(5, 16, 3, Policy.of(policy));
        model.initialize(11);
        return model;
    }

    /** The loss of the whole data, as a step computes it. */
    static Tensor loss(Mlp model) {
        return loss(model, 0, ROWS);
    }

    /** The loss of some rows. */
    static Tensor loss(Mlp model, int from, int to) {
        Tensor logits = model.forward(rows(X, from, to));
        return model.loss(logits.cast(logits.dtype().atLeastFloat32()), rows(LABELS, from, to));
    }

    static Tensor rows(Tensor tensor, int from, int to) {
        return tensor.slice(0, from, to);
    }

    static Gradients gradients(Mlp model, LossScale scale) {
        try (Tape tape = Tape.open(model)) {
            return tape.gradients(scale.scale(loss(model))).unscale();
        }
    }

    static List<float[]> values(Layer model) {
        return model.variables().stream().map(v -> v.value().toFloatArray()).toList();
    }

    static void assertSameBits(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i));
        }
    }
}
