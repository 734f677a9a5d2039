package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code (x - mean) / sqrt(variance + epsilon) * scale + offset}, with the moments of x itself or with given ones. x is a
 * matrix of as many columns as the scale has elements; its moments are those of its rows (layer normalization; Ba, Kiros
 * and Hinton, 2016) or of its columns (batch normalization; Ioffe and Szegedy, 2015).
 *
 * <p>Inputs are x, scale and offset, then mean and variance where they are given; no gradient goes to those. The moments
 * of x are float32 or wider, and computed again for the gradient.
 */
public record Normalize(String name, boolean byRows, double epsilon) implements Op {
    private static final int X = 0;
    private static final int SCALE = 1;
    private static final int OFFSET = 2;
    private static final int MEAN = 3;
    private static final int VARIANCE = 4;

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray x = matrix(inputs[X], inputs[SCALE]);
        NdArray out = memory.allocate(x.dtype(), inputs[X].shape());
        Moments moments = moments(inputs, memory::allocate);
        x.device()
                .normalize(
                        x,
                        byRows,
                        moments.mean,
                        moments.variance,
                        epsilon,
                        inputs[SCALE],
                        inputs[OFFSET],
                        matrix(out, inputs[SCALE]));
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        NdArray scale = c.input(SCALE);
        NdArray x = matrix(c.input(X), scale);
        NdArray gradient = matrix(c.outputGradient(), scale);
        Moments moments = moments(c.inputs(), c::temporary);
        return c.perInput(i -> switch (i) {
            case X ->
                c.gradient(
                        X,
                        out -> c.device()
                                .normalizeInputGradient(
                                        gradient,
                                        x,
                                        byRows,
                                        moments.mean,
                                        moments.variance,
                                        epsilon,
                                        scale,
                                        c.inputs().length <= MEAN,
                                        matrix(out, scale)));
            case SCALE ->
                c.gradient(
                        SCALE,
                        out -> c.device()
                                .normalizeScaleGradient(
                                        gradient, x, byRows, moments.mean, moments.variance, epsilon, out));
            case OFFSET -> Epilogues.biasGradient(c, OFFSET, gradient);
            default -> null;
        });
    }

    private record Moments(NdArray mean, NdArray variance) {}

    private Moments moments(NdArray[] inputs, BiFunction<Dtype, Shape, NdArray> allocate) {
        if (inputs.length > MEAN) {
            return new Moments(inputs[MEAN], inputs[VARIANCE]);
        }
        NdArray x = matrix(inputs[X], inputs[SCALE]);
        Shape shape = Shape.of(x.shape().size(byRows ? 0 : 1));
        NdArray mean = allocate.apply(x.dtype().atLeastFloat32(), shape);
        NdArray variance = allocate.apply(x.dtype().atLeastFloat32(), shape);
        x.device().moments(x, byRows, mean, variance);
        return new Moments(mean, variance);
    }

    /** As many columns as the scale has elements; the axes of x before those of the scale are its rows. */
    private static NdArray matrix(NdArray x, NdArray scale) {
        int rows = 1;
        for (int axis = 0; axis < x.shape().rank() - scale.shape().rank(); axis++) {
            rows *= x.shape().size(axis);
        }
        return x.reshape(Shape.of(rows, scale.elements()));
    }
}
