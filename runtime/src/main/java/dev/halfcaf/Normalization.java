package dev.halfcaf;

import dev.halfcaf.autograd.ChannelMoments;
import dev.halfcaf.autograd.Normalize;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.FullPrecision;
import dev.halfcaf.qualifier.SameDtype;
import java.util.Arrays;

/**
 * Normalization by mean and variance, each as one op: {@code (x - mean) / sqrt(variance + epsilon) * scale + offset}.
 * Means and variances are float32 (float64 for float64), and the result, in x's dtype, is rounded once. So scale and
 * offset may have a dtype of their own: they are usually kept, and passed, in float32.
 */
public final class Normalization {
    private Normalization() {}

    /**
     * Layer normalization (Ba, Kiros and Hinton, 2016): mean and variance are those of the elements along the last axes, as
     * many as scale has.
     *
     * @param x (..., n), or (..., n, m) for a scale (n, m)
     * @param scale gamma, of the shape of x's last axes, in any floating dtype
     * @param offset beta, likewise
     * @param epsilon added to the variance: 1e-5 in PyTorch, 1e-3 in Keras
     * @return of the shape and dtype of x
     * @throws DtypeMismatchException if an operand is not floating
     * @throws IllegalArgumentException if the shapes do not fit, or epsilon is not a positive number
     */
    @SameDtype
    @Floating
    public static Tensor layerNorm(
            @SameDtype @Floating Operand x, @Floating Operand scale, @Floating Operand offset, double epsilon) {
        String op = "layerNorm";
        Tensor values = x.asTensor();
        Tensor factors = scale.asTensor();
        Shape shape = values.shape();
        int axes = factors.shape().rank();
        int rank = shape.rank();
        if (axes == 0
                || axes > rank
                || !factors.shape().equals(Shape.of(Arrays.copyOfRange(shape.toArray(), rank - axes, rank)))) {
            throw new IllegalArgumentException(op + ": scale has shape " + factors.shape()
                    + ", but needs that of x's last axes; x has shape " + shape + ".");
        }
        return normalize(op, true, epsilon, values, factors, offset.asTensor());
    }

    /**
     * Batch normalization as training does it (Ioffe and Szegedy, 2015): mean and variance are those of the batch, for each
     * channel along the last axis. For inference, {@link #normalize} takes statistics that were gathered before.
     *
     * @param x (..., channels)
     * @param scale gamma, (channels,), in any floating dtype
     * @param offset beta, likewise
     * @param epsilon added to the variance: 1e-5 in PyTorch, 1e-3 in Keras
     * @return of the shape and dtype of x; NaN nowhere, as long as there is a batch
     * @throws DtypeMismatchException if an operand is not floating
     * @throws IllegalArgumentException if the shapes do not fit, or epsilon is not a positive number
     */
    @SameDtype
    @Floating
    public static Tensor batchNorm(
            @SameDtype @Floating Operand x, @Floating Operand scale, @Floating Operand offset, double epsilon) {
        String op = "batchNorm";
        Tensor values = x.asTensor();
        OperandChecks.requireShape(op, "scale", scale.asTensor(), channels(op, values));
        return normalize(op, false, epsilon, values, scale.asTensor(), offset.asTensor());
    }

    /**
     * Normalization of channels by a given mean and variance, which are constants: no gradient goes to them.
     *
     * @param x (..., channels)
     * @param mean (channels,), in any floating dtype
     * @param variance likewise
     * @param scale gamma, likewise
     * @param offset beta, likewise
     * @param epsilon added to the variance
     * @return of the shape and dtype of x
     * @throws DtypeMismatchException if an operand is not floating
     * @throws IllegalArgumentException if the shapes do not fit, or epsilon is not a positive number
     */
    @SameDtype
    @Floating
    public static Tensor normalize(
            @SameDtype @Floating Operand x,
            @Floating Operand mean,
            @Floating Operand variance,
            @Floating Operand scale,
            @Floating Operand offset,
            double epsilon) {
        String op = "normalize";
        Tensor values = x.asTensor();
        Shape channels = channels(op, values);
        OperandChecks.requireFloating(op, "mean", mean.asTensor());
        OperandChecks.requireFloating(op, "variance", variance.asTensor());
        OperandChecks.requireShape(op, "mean", mean.asTensor(), channels);
        OperandChecks.requireShape(op, "variance", variance.asTensor(), channels);
        OperandChecks.requireShape(op, "scale", scale.asTensor(), channels);
        return normalize(
                op, false, epsilon, values, scale.asTensor(), offset.asTensor(), mean.asTensor(), variance.asTensor());
    }

    /**
     * The mean of each channel, and under it the variance, divided by the number and not by one less. They are statistics,
     * such as moving averages are made of: no gradient goes through them.
     *
     * @param x (..., channels)
     * @return (2, channels), float32, or float64 for float64; NaN where the batch is empty
     * @throws DtypeMismatchException if x is not floating
     * @throws IllegalArgumentException if x has no axes
     */
    @FullPrecision
    public static Tensor moments(@Floating Operand x) {
        Tensor values = x.asTensor();
        OperandChecks.requireFloating("moments", "x", values);
        channels("moments", values);
        return Tensor.apply(new ChannelMoments(), values);
    }

    private static Shape channels(String op, Tensor x) {
        if (x.shape().rank() == 0) {
            throw new IllegalArgumentException(op + ": x has shape (), but needs an axis of channels, its last one.");
        }
        return Shape.of(x.shape().size(-1));
    }

    /** @param operands x, scale, offset, and mean and variance if they are given */
    private static Tensor normalize(String op, boolean byRows, double epsilon, Tensor... operands) {
        OperandChecks.requireFloating(op, "x", operands[0]);
        OperandChecks.requireFloating(op, "scale", operands[1]);
        OperandChecks.requireFloating(op, "offset", operands[2]);
        OperandChecks.requireShape(op, "offset", operands[2], operands[1].shape());
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(op + ": epsilon is " + epsilon + "; it must be a positive number.");
        }
        return Tensor.apply(new Normalize(op, byRows, epsilon), operands);
    }
}
