package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What an op's backward knows: its inputs and output, the output's gradient, and which gradients are wanted. */
public final class BackwardContext {
    private final Memory temporaries;
    private final Memory[] gradientMemories;
    private final NdArray[] inputs;
    private final NdArray output;
    private final NdArray outputGradient;
    private final @Nullable Dtype[] wanted;

    BackwardContext(
            Memory temporaries,
            Memory[] gradientMemories,
            NdArray[] inputs,
            NdArray output,
            NdArray outputGradient,
            @Nullable Dtype[] wanted) {
        this.temporaries = temporaries;
        this.gradientMemories = gradientMemories;
        this.inputs = inputs;
        this.output = output;
        this.outputGradient = outputGradient;
        this.wanted = wanted;
    }

    /** Input i as it was in the forward pass. */
    public NdArray input(int i) {
        return inputs[i];
    }

    /** All inputs as they were in the forward pass. */
    public NdArray[] inputs() {
        return inputs.clone();
    }

    /** The output as the forward pass computed it. */
    public NdArray output() {
        return output;
    }

    /** The gradient of the output, of its shape. */
    public NdArray outputGradient() {
        return outputGradient;
    }

    /** The dtype of the gradient that is wanted for input i, or null if none is. */
    public @Nullable Dtype wanted(int i) {
        return wanted[i];
    }

    /** The device that holds the arrays. */
    public Device device() {
        return outputGradient.device();
    }

    /** The dtype for intermediates: float32, or float64 where the output is that. */
    public Dtype wide() {
        return output.dtype().atLeastFloat32();
    }

    /** One gradient for each input for which one is wanted, null for the others. */
    public @Nullable NdArray[] perInput(IntFunction<@Nullable NdArray> gradient) {
        @Nullable NdArray[] gradients = new NdArray[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            gradients[i] = wanted[i] == null ? null : gradient.apply(i);
        }
        return gradients;
    }

    /** A new array for the gradient of input i, in the wanted dtype: the one array that may be returned for it. */
    public NdArray newGradient(int i) {
        return gradientMemories[i].allocate(wantedDtype(i), inputs[i].shape());
    }

    /** The gradient of input i, computed by a function that writes all of it. */
    public NdArray gradient(int i, Consumer<NdArray> compute) {
        NdArray gradient = newGradient(i);
        compute.accept(gradient);
        return gradient;
    }

    /** A new array for intermediates, which is taken back at the end of the step. */
    public NdArray temporary(Dtype dtype, Shape shape) {
        return temporaries.allocate(dtype, shape);
    }

    /** A new array without axes that holds a constant, in {@link #wide()}. */
    public NdArray constant(double value) {
        NdArray constant = temporary(wide(), Shape.scalar());
        device().fill(value, constant);
        return constant;
    }

    /** A comparison, elementwise, of two arrays of one dtype. */
    public NdArray compare(ComparisonOp op, NdArray a, NdArray b, Shape shape) {
        NdArray out = temporary(Dtype.BOOL, shape);
        device().compare(op, a, b, out);
        return out;
    }

    /**
     * The gradient of an input whose elements were only moved, computed by a function that moves those of the output's
     * gradient back, into an array of the same dtype.
     */
    public NdArray movedGradient(int i, Consumer<NdArray> moveBack) {
        if (outputGradient.dtype() == wanted[i]) {
            return gradient(i, moveBack);
        }
        NdArray moved = temporary(outputGradient.dtype(), inputs[i].shape());
        moveBack.accept(moved);
        return handOn(i, moved);
    }

    /** An array with the elements of input i's gradient, brought to its shape and the wanted dtype. */
    public NdArray handOn(int i, NdArray elements) {
        NdArray shaped = elements.reshape(inputs[i].shape());
        return shaped.dtype() == wantedDtype(i) ? shaped : gradient(i, out -> device().cast(shaped, out));
    }

    /**
     * The gradient of an input that may have been broadcast.
     *
     * @param compute writes the derivative in the shape of the output; it is called once
     */
    public NdArray broadcastGradient(int i, Consumer<NdArray> compute) {
        if (inputs[i].shape().equals(output.shape())) {
            return gradient(i, compute);
        }
        NdArray full = temporary(wide(), output.shape());
        compute.accept(full);
        return sumOverBroadcast(i, full);
    }

    /**
     * The sum of {@code full}, which has the shape of the output, over the axes along which input i was broadcast. Device
     * sums accumulate in float32 or wider, whatever dtypes go in and out.
     */
    public NdArray sumOverBroadcast(int i, NdArray full) {
        int[] axes = BroadcastAxes.of(inputs[i].shape(), output.shape());
        if (axes.length == 0) {
            return handOn(i, full);
        }
        return gradient(i, out -> device().reduce(ReductionOp.SUM, full, axes, out));
    }

    private Dtype wantedDtype(int i) {
        Dtype dtype = wanted[i];
        if (dtype == null) {
            throw new IllegalArgumentException("No gradient is wanted for input " + i + ".");
        }
        return dtype;
    }
}
