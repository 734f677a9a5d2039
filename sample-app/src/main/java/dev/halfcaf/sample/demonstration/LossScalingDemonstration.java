package dev.halfcaf.sample.demonstration;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.Batch;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.report.GradientFigures;
import dev.halfcaf.report.ProgressPrinter;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.StepRecord;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.data.ImageData;
import dev.halfcaf.sample.model.CastingDeepClassifier;
import dev.halfcaf.sample.model.DeepClassifierTrainStep;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.EpochResult;
import dev.halfcaf.train.Evaluation;
import dev.halfcaf.train.Metric;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.TrainingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private final ImageData digits;
    private final long seed;

    public LossScalingDemonstration(ImageData digits, long seed) {
        this.digits = digits;
        this.seed = seed;
    }

    /** What is compared: float32 as what can be reached, and mixed_float16 without and with a loss scale. */
    public static List<Policy> policies() {
        Policy mixed = Policy.of("mixed_float16");
        return List.of(Policy.of("float32"), mixed.withLossScaling(LossScaling.none()), mixed);
    }

    /** Trains a new net under a policy, and shows the progress. */
    public LossScalingRun run(Policy policy, Terminal terminal) {
        var model =
                new CastingDeepClassifier(digits.training().pixelsPerImage(), UNITS, DEPTH, digits.classes(), policy);
        model.initialize(seed);
        var step = new DeepClassifierTrainStep(model, Adam.withLearningRate(LEARNING_RATE));
        RunHistory history = new RunHistory(policy.config())
                .measureGradientsEvery(1)
                .tell(ProgressPrinter.ofRun(terminal, "accuracy"));
        // A step in its two halves, to look at the gradients between them.
        TrainingResult result = Trainer.of(
                        step,
                        (Batch batch) ->
                                history.measured(step.gradients(batch.x(), oneHot(batch.labels())), step::apply))
                .validating(Evaluation.of(
                        digits.test().batches(digits.test().size()),
                        batch -> model.forward(batch.x()),
                        Metric.accuracy()))
                .fit(digits.training().batches(BATCH_SIZE).shuffled(seed), EPOCHS, history.listener());
        EpochResult last = result.history().get(EPOCHS - 1);
        return new LossScalingRun(policy, zeroShares(history), last.validation().getOrDefault("accuracy", Double.NaN));
    }

    /** The mean over all steps, for each layer. */
    private static Map<String, Double> zeroShares(RunHistory history) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (StepRecord step : history.steps()) {
            GradientFigures gradients = step.gradients();
            if (gradients != null) {
                int steps = history.steps().size();
                gradients.zeroShares().forEach((layer, share) -> means.merge(layer, share / steps, Double::sum));
            }
        }
        return means;
    }

    /** One row for each label, 1 at the label and 0 elsewhere. */
    private @Float32 Tensor oneHot(@Int32 Tensor labels) {
        return Tensor.arange(digits.classes()).eq(labels.reshape(-1, 1)).cast(Dtype.FLOAT32);
    }
}
