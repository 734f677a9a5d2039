package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.autograd.Node;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gradients of functions of tensors: by a recording, as a train step takes them, and by differences. */
final class Differentiation {
    private static final double STEP = 1e-5;

    private Differentiation() {}

    /**
     * The gradients of {@code sum(weights * function(inputs))} for every floating input, null for the others. The weights are
     * small multiples of 1/8, so that every floating dtype holds them.
     */
    static List<double @Nullable []> recorded(Function<Tensor[], Tensor> function, Tensor... inputs) {
        try (Recording recording = new Recording(HeapDevice.instance().recyclingMemory())) {
            Tensor[] leaves = new Tensor[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                leaves[i] = inputs[i].dtype().isFloating() ? leaf(recording, i, inputs[i]) : inputs[i];
            }
            Map<Object, NdArray> gradients = backward(recording, weightedSum(function.apply(leaves)));
            List<double @Nullable []> result = new ArrayList<>();
            for (int i = 0; i < inputs.length; i++) {
                NdArray gradient = gradients.get(i);
                result.add(gradient == null ? null : new Tensor(gradient, null).toDoubleArray());
            }
            return result;
        }
    }

    /** The gradient of a function whose value is a scalar, for the first input. */
    static double[] ofScalar(Function<Tensor[], Tensor> function, Tensor... inputs) {
        try (Recording recording = new Recording(HeapDevice.instance().recyclingMemory())) {
            Tensor[] leaves = inputs.clone();
            leaves[0] = leaf(recording, "first", inputs[0]);
            NdArray gradient = gradient(backward(recording, function.apply(leaves)), "first");
            // Adding 0 makes 0 of -0, which is as good.
            return new Tensor(gradient, null).add(0).toDoubleArray();
        }
    }

    /** A tensor as a variable of that recording gives it to ops. */
    static Tensor leaf(Recording recording, Object key, Tensor value) {
        return new Tensor(
                value.array(), recording.leaf(key, value.shape(), value.dtype().atLeastFloat32()));
    }

    /** The gradients of a scalar by the leaves' keys. */
    static Map<Object, NdArray> backward(Recording recording, Tensor result) {
        return recording.backward(
                node(result), seed(result, 1), new FreshMemory(result.array().device()));
    }

    /** The gradient of a leaf that must have one. */
    static NdArray gradient(Map<Object, NdArray> gradients, Object key) {
        return Objects.requireNonNull(gradients.get(key), () -> "no gradient of " + key);
    }

    /** The numbers of that gradient. */
    static double[] values(Map<Object, NdArray> gradients, Object key) {
        return new Tensor(gradient(gradients, key), null).toDoubleArray();
    }

    /** The node of a tensor that must be recorded. */
    static Node node(Tensor tensor) {
        return Objects.requireNonNull(tensor.node(), "the tensor is not recorded");
    }

    static NdArray seed(Tensor result, double value) {
        return Tensor.full(result.shape(), value, result.dtype()).array();
    }

    private static Tensor weightedSum(Tensor output) {
        Dtype wide = output.dtype().atLeastFloat32();
        return output.cast(wide).mul(weights(output.shape(), wide)).sum();
    }

    private static Tensor weights(Shape shape, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(7);
        double[] weights = new double[shape.elements()];
        Arrays.setAll(weights, i -> (random.nextInt(31) - 15) / 8.0);
        return Tensor.of(weights, shape, dtype);
    }

    /** The same gradients by central differences of float64 inputs. */
    static List<double @Nullable []> byDifferences(Function<Tensor[], Tensor> function, Tensor... inputs) {
        List<double @Nullable []> result = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            if (!inputs[i].dtype().isFloating()) {
                result.add(null);
                continue;
            }
            assertThat(inputs[i].dtype()).isEqualTo(Dtype.FLOAT64);
            double[] gradient = new double[inputs[i].size()];
            for (int element = 0; element < gradient.length; element++) {
                double above = weightedSum(function.apply(moved(inputs, i, element, STEP)))
                        .item();
                double below = weightedSum(function.apply(moved(inputs, i, element, -STEP)))
                        .item();
                gradient[element] = (above - below) / (2 * STEP);
            }
            result.add(gradient);
        }
        return result;
    }

    private static Tensor[] moved(Tensor[] inputs, int input, int element, double by) {
        double[] values = inputs[input].toDoubleArray();
        values[element] += by;
        Tensor[] moved = inputs.clone();
        moved[input] = Tensor.of(values, inputs[input].shape());
        return moved;
    }
}
