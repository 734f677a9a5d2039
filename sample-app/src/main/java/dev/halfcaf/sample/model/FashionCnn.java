package dev.halfcaf.sample.model;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.layers.CastingBatchNorm;
import dev.halfcaf.layers.CastingConv2d;
import dev.halfcaf.layers.CastingDropout;
import dev.halfcaf.layers.CastingFlatten;
import dev.halfcaf.layers.CastingMaxPool2d;
import dev.halfcaf.layers.CastingSequential;
import dev.halfcaf.layers.Sequential;
import dev.halfcaf.qualifier.Int32;

/**
 * A small convolutional net: ready layers, and behind them one of the program's own. Under mixed_float16 the convolutions
 * compute in float16, while the batch norms keep statistics and variables in float32.
 */
@DtypePolicy
public abstract class FashionCnn extends Model {
    /** The height and width of the smallest images: they are halved twice. */
    public static final int SMALLEST = 4;

    private static final int CHANNELS = 16;
    private static final double DROPOUT = 0.25;

    /** The running averages follow within a few dozen steps. */
    private static final double MOMENTUM = 0.9;

    private static final double EPSILON = 1e-3;

    final Sequential features;
    final Dense logits;

    protected FashionCnn(int height, int width, int classes) {
        features = new CastingSequential(
                new CastingConv2d(1, CHANNELS, 3),
                new CastingMaxPool2d(2),
                new CastingBatchNorm(CHANNELS, MOMENTUM, EPSILON),
                Tensor::relu,
                new CastingConv2d(CHANNELS, 2 * CHANNELS, 3),
                new CastingMaxPool2d(2),
                new CastingBatchNorm(2 * CHANNELS, MOMENTUM, EPSILON),
                Tensor::relu,
                new CastingFlatten(),
                new CastingDropout(DROPOUT));
        logits = new CastingDense(height / 2 / 2 * (width / 2 / 2) * 2 * CHANNELS, classes);
    }

    /**
     * For each image, a number for each class.
     *
     * @param images (batch, height, width, 1), from 0 to 1
     */
    public Tensor forward(Tensor images) {
        return logits.forward(features.forward(images));
    }

    /** The cross entropy. */
    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
