package dev.halfcaf.benchmarks.peers.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.halfcaf.benchmarks.peers.Operands;
import dev.halfcaf.benchmarks.peers.Task;
import dev.halfcaf.benchmarks.peers.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** The perceptron's step in float32 by PyTorch's ops and autograd, with the update of {@link AdamSlots}. */
final class TrainStep implements Work {
    private static final int[] UNITS = {784, 512, 512, 10};

    private final NDManager manager;
    private final PtNDArray pixels;
    private final PtNDArray labels;
    private final PtNDArray one;
    private final List<PtNDArray> kernels = new ArrayList<>();
    private final List<PtNDArray> biases = new ArrayList<>();
    private final List<AdamSlots> kernelSlots = new ArrayList<>();
    private final List<AdamSlots> biasSlots = new ArrayList<>();
    private final Deque<PtNDArray> intermediates = new ArrayDeque<>();

    TrainStep(NDManager manager, int batch) {
        this.manager = manager;
        pixels = (PtNDArray) manager.create(Operands.normal(batch * UNITS[0]), new Shape(batch, UNITS[0]));
        long[] classes = new long[batch];
        int[] drawn = Operands.labels(batch);
        for (int i = 0; i < batch; i++) {
            classes[i] = drawn[i];
        }
        labels = (PtNDArray) manager.create(classes, new Shape(batch, 1));
        one = (PtNDArray) manager.create(1f);
        SplittableRandom random = new SplittableRandom(0);
        for (int i = 1; i < UNITS.length; i++) {
            // PyTorch's linear layers keep a kernel as units x inputs.
            float[] values = new float[UNITS[i] * UNITS[i - 1]];
            double limit = Math.sqrt(6.0 / (UNITS[i] + UNITS[i - 1]));
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) random.nextDouble(-limit, limit);
            }
            kernels.add(variable((PtNDArray) manager.create(values, new Shape(UNITS[i], UNITS[i - 1])), kernelSlots));
            biases.add(variable((PtNDArray) manager.zeros(new Shape(UNITS[i])), biasSlots));
        }
    }

    private PtNDArray variable(PtNDArray variable, List<AdamSlots> slots) {
        variable.setRequiresGradient(true);
        slots.add(new AdamSlots(manager, variable));
        return variable;
    }

    @Override
    public void run() {
        JniUtils.setGradMode(true);
        PtNDArray x = pixels;
        for (int i = 0; i < kernels.size(); i++) {
            x = keep(JniUtils.linear(x, kernels.get(i), biases.get(i)));
            if (i + 1 < kernels.size()) {
                x = keep(JniUtils.relu(x));
            }
        }
        PtNDArray logarithms = keep(JniUtils.logSoftmax(x, 1, DataType.FLOAT32));
        PtNDArray loss = keep(JniUtils.neg(keep(JniUtils.mean(keep(JniUtils.gather(logarithms, labels, 1))))));
        JniUtils.backward(loss, one, false, false);
        JniUtils.setGradMode(false);
        if (!Float.isFinite(loss.toFloatArray()[0])) {
            throw new IllegalStateException("PyTorch's loss is not finite.");
        }
        update(kernels, kernelSlots);
        update(biases, biasSlots);
        while (!intermediates.isEmpty()) {
            intermediates.pop().close();
        }
    }

    private static void update(List<PtNDArray> variables, List<AdamSlots> slots) {
        for (int i = 0; i < variables.size(); i++) {
            PtNDArray variable = variables.get(i);
            try (PtNDArray gradient = JniUtils.getGradient(variable)) {
                slots.get(i).update(variable, gradient);
            }
            JniUtils.zeroGrad(variable);
        }
    }

    /** Until the end of the step. */
    private PtNDArray keep(PtNDArray array) {
        intermediates.push(array);
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
