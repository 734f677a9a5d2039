package dev.halfcaf.sample.model;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A net as they were built around 1990: many sigmoid layers and a mean squared error. A sigmoid is nowhere steeper than
 * 1/4, so each layer divides the gradient on its way back by about four, and the first layers' gradients are tiny.
 */
@DtypePolicy
public abstract class DeepClassifier extends Model {
    final List<Dense> hidden = new ArrayList<>();
    final Dense logits;

    protected DeepClassifier(int pixels, int units, int depth, int classes) {
        for (int layer = 0; layer < depth; layer++) {
            hidden.add(new CastingDense(layer == 0 ? pixels : units, units));
        }
        logits = new CastingDense(units, classes);
    }

    /** For each image, a number for each class. Pixels are moved to be around 0, so that few of them are exactly 0. */
    public Tensor forward(Tensor pixels) {
        Tensor x = pixels.sub(0.5);
        for (Dense layer : hidden) {
            x = layer.forward(x).sigmoid();
        }
        return logits.forward(x);
    }

    /**
     * The mean over images and classes of the squared error of the probabilities.
     *
     * @param classes one row for each image, 1 at its class and 0 elsewhere
     */
    public Tensor loss(Tensor logits, Tensor classes) {
        return Losses.meanSquaredError(logits.softmax(-1), classes);
    }
}
