package dev.halfcaf.sample.model;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;

/**
 * Tells the class of an image by two hidden layers of 64 units. It is bare: one compiled class, which takes its policy
 * as the last argument of the generated constructor, {@code new CastingImageClassifier(64, 10, policy)}, and hands it
 * on to its layers.
 */
@DtypePolicy
public abstract class ImageClassifier extends Model {
    private static final int UNITS = 64;

    final Dense first;
    final Dense second;
    final Dense logits;

    protected ImageClassifier(int pixels, int classes) {
        first = new CastingDense(pixels, UNITS);
        second = new CastingDense(UNITS, UNITS);
        logits = new CastingDense(UNITS, classes);
    }

    /** For each image, a number for each class: the largest is the model's answer. */
    public Tensor forward(Tensor pixels) {
        return logits.forward(second.forward(first.forward(pixels).relu()).relu());
    }

    /** The cross entropy. The logits arrive in float32: the generated train step casts them. */
    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
