package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In the steady state a step allocates no tensor memory: what it allocates are the small objects around tensors, shapes and
 * nodes, as many as there are ops, whatever the sizes.
 */
class StepAllocationTest {
    private static final int WINDOWS = 6;
    private static final int STEPS = 10;

    /** Small objects of one step of this model, which records about ten ops and has four variables: 25 kB are usual. */
    private static final long SMALL_OBJECTS = 48_000;

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "mixed_float16", "mixed_bfloat16", "float16", "bfloat16"})
    void aStepAllocatesSmallObjectsOnly(String policy) {
        long small = bytesPerStep(policy, 8, 16, Adam.withLearningRate(0.01), true);
        long large = bytesPerStep(policy, 128, 512, Adam.withLearningRate(0.01), true);

        assertThat(large).isLessThan(SMALL_OBJECTS);
        // The smallest tensor of the large model's batch, its labels apart, has 2.5 KiB, its activations 128 KiB in
        // half.
        assertThat(Math.abs(large - small)).isLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "mixed_float16"})
    void soDoesAStepInItsTwoHalvesWithClipping(String policy) {
        assertThat(bytesPerStep(policy, 128, 512, Sgd.withLearningRate(0.01).withMomentum(0.9), false))
                .isLessThan(SMALL_OBJECTS);
    }

    private static long bytesPerStep(String policy, int size, int units, Optimizer optimizer, boolean whole) {
        Mlp model = new Mlp(size, units, 10, Policy.of(policy));
        model.initialize(1);
        Tensor x = Tensor.randomNormal(Shape.of(size, size), Dtype.FLOAT32, new SeededRandom(1));
        int[] classes = new int[size];
        Arrays.setAll(classes, i -> i % 10);
        Tensor labels = Tensor.of(classes, Shape.of(size));
        MlpTrainStep step = new MlpTrainStep(
                model, optimizer, LossScale.of(LossScaling.dynamic().withStart(1024)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // The least of several windows: in the first ones pools fill, classes are loaded and compilers work.
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < STEPS; i++) {
                if (whole) {
                    step.run(x, labels);
                } else {
                    Gradients gradients = step.gradients(x, labels);
                    gradients.clipByGlobalNorm(0.5);
                    step.apply(gradients);
                }
            }
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / STEPS);
        }
        return least;
    }
}
