package dev.halfcaf.sample.demonstration;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.model.CastingDeepClassifier;
import dev.halfcaf.sample.model.DeepClassifierTrainStep;
import dev.halfcaf.sample.training.ProgressListener;
import dev.halfcaf.sample.training.TrainingLoop;
import dev.halfcaf.sample.training.TrainingOptions;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.Gradients;
import java.util.List;

/**
 * Trains a deep net whose gradients are too small for float16, without a loss scale and with one.
 *
 * <p>Three ordinary things make them small. The loss is a mean over the 128 images and 10 classes of a batch, so each of
 * the 1280 has a small share in it. The softmax multiplies by 0.1 at most as long as all classes seem equally likely. And
 * each of the six sigmoid layers, with kernels drawn as Glorot and Bengio advise, divides by four or more. At first the
 * gradients of the last layer's outputs are about 3e-5 in size, those of the first layer's about 2e-9. Float16's
 * smallest number is 6e-8: so they are 0, and the first layers stay as they were drawn. The last layers can't do the work
 * without them: what is left of the differences between two images after six sigmoids is too little. (In float32, with
 * the first two layers kept as they were drawn, the net learns nothing either.)
 *
 * <p>One layer less, and the gradients are large enough: such a net learns without a loss scale, too. A loss scale is what
 * makes it unnecessary to find out.
 */
public final class LossScalingDemonstration {
    private static final int DEPTH = 6;
    private static final int UNITS = 64;
    private static final int EPOCHS = 80;
    private static final int BATCH_SIZE = 128;
    private static final double LEARNING_RATE = 8e-3;

    private final Dataset data;
    private final long seed;

    public LossScalingDemonstration(Dataset data, long seed) {
        this.data = data;
        this.seed = seed;
    }

    /** What is compared: float32 as what can be reached, and mixed_float16 without and with a loss scale. */
    public static List<Policy> policies() {
        Policy mixed = Policy.of("mixed_float16");
        return List.of(Policy.of("float32"), mixed.withLossScaling(LossScaling.none()), mixed);
    }

    /** Trains a new net under a policy. */
    public LossScalingRun run(Policy policy, ProgressListener listener) {
        var model = new CastingDeepClassifier(data.pixelsPerImage(), UNITS, DEPTH, data.classes(), policy);
        model.initialize(seed);
        var step = new DeepClassifierTrainStep(model, Adam.withLearningRate(LEARNING_RATE));
        ZeroShares zeroShares = new ZeroShares();
        TrainingLoop.Outcome outcome = new TrainingLoop(data, new TrainingOptions(EPOCHS, BATCH_SIZE, seed), listener)
                .run(model, step, batch -> {
                    // A step in its two halves, to look at the gradients between them.
                    Gradients gradients = step.gradients(batch.pixels(), oneHot(batch.labels()));
                    zeroShares.add(gradients);
                    return step.apply(gradients);
                });
        return new LossScalingRun(policy, zeroShares.of("/kernel"), outcome.accuracy());
    }

    /** One row for each label, 1 at the label and 0 elsewhere. */
    private @Float32 Tensor oneHot(@Int32 Tensor labels) {
        return Tensor.arange(data.classes()).eq(labels.reshape(-1, 1)).cast(Dtype.FLOAT32);
    }
}
