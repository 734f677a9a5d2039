package dev.halfcaf.layers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Normalization;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.VariableDtype;

/**
 * Batch normalization (Ioffe and Szegedy, 2015) of the channels along the last axis. While the model trains, by mean and
 * variance of the batch, which move the layer's averages: {@code average = momentum * average + (1 - momentum) * batch},
 * with the variance that is divided by the number, as in Keras. Otherwise by those averages.
 *
 * <p>All four variables are in the variable dtype, so float32 under a mixed policy, and are read in it. Statistics are
 * float32 or wider under every policy. A step that is skipped has moved the averages all the same.
 */
@DtypePolicy
public abstract class BatchNorm extends Layer {
    private static final double MOMENTUM = 0.99;
    private static final double EPSILON = 1e-3;

    @VariableDtype
    final Variable scale;

    @VariableDtype
    final Variable offset;

    @NonTrainable
    @VariableDtype
    final Variable movingMean;

    @NonTrainable
    @VariableDtype
    final Variable movingVariance;

    private final double momentum;
    private final double epsilon;

    /** With Keras's momentum, 0.99, and epsilon, 0.001. */
    protected BatchNorm(int channels) {
        this(channels, MOMENTUM, EPSILON);
    }

    /**
     * With a momentum and an epsilon of its own.
     *
     * @param momentum the weight of the past: 0.9 for what is 0.1 in PyTorch
     * @throws IllegalArgumentException if the momentum is not from 0 to 1
     */
    protected BatchNorm(int channels, double momentum, double epsilon) {
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException("BatchNorm: the momentum is " + momentum + "; it must be from 0 to 1.");
        }
        Shape shape = Shape.of(channels);
        this.scale = Variable.of("scale", shape, Initializer.ones());
        this.offset = Variable.of("offset", shape, Initializer.zeros());
        this.movingMean = Variable.of("movingMean", shape, Initializer.zeros());
        this.movingVariance = Variable.of("movingVariance", shape, Initializer.ones());
        this.momentum = momentum;
        this.epsilon = epsilon;
    }

    /** The factor of each channel, gamma. */
    public Variable scale() {
        return scale;
    }

    /** What is added to each channel, beta. */
    public Variable offset() {
        return offset;
    }

    /** The moving average of the means. */
    public Variable movingMean() {
        return movingMean;
    }

    /** The moving average of the variances. */
    public Variable movingVariance() {
        return movingVariance;
    }

    /**
     * The layer's value.
     *
     * @param x (..., channels)
     * @return of the same shape
     */
    public Tensor forward(Tensor x) {
        if (!isTraining()) {
            return Normalization.normalize(x, movingMean, movingVariance, scale, offset, epsilon);
        }
        Tensor result = Normalization.batchNorm(x, scale, offset, epsilon);
        Tensor moments = Normalization.moments(x);
        move(movingMean, moments.slice(0, 0, 1));
        move(movingVariance, moments.slice(0, 1, 2));
        return result;
    }

    /** In float64, so that an average in half precision is rounded once, when it is stored. */
    private void move(Variable average, Tensor batch) {
        Tensor old = average.value().cast(Dtype.FLOAT64).mul(momentum);
        Tensor share = batch.cast(Dtype.FLOAT64).reshape(average.shape()).mul(1 - momentum);
        average.assign(old.add(share));
    }
}
