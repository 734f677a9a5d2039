package dev.halfcaf;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * Draws the first values of a variable. Values are drawn in double and rounded once to the variable's dtype, so that one
 * seed gives the same start under every policy.
 *
 * <p>Names and formulas are those of Keras. The fans of a shape: a matrix has fan-in {@code size(0)} and fan-out {@code
 * size(1)}; with more axes, the product of all axes but the last two multiplies both; a vector of n has fans n and n.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * The first values, in row-major order.
     *
     * @param random the variable's own generator, seeded by the model's seed and the variable's path
     * @return {@code shape.elements()} values
     */
    double[] initialValues(Shape shape, RandomGenerator random);

    /** All 0. */
    static Initializer zeros() {
        return constant(0);
    }

    /** All 1. */
    static Initializer ones() {
        return constant(1);
    }

    /** All the same value. */
    static Initializer constant(double value) {
        return (shape, random) -> {
            double[] values = new double[shape.elements()];
            Arrays.fill(values, value);
            return values;
        };
    }

    /** Uniform in [low, high). */
    static Initializer randomUniform(double low, double high) {
        return (shape, random) -> draw(shape, () -> low + (high - low) * random.nextDouble());
    }

    /** Normal around 0. */
    static Initializer randomNormal(double standardDeviation) {
        return (shape, random) -> draw(shape, () -> standardDeviation * random.nextGaussian());
    }

    /** Normal around 0, values beyond two standard deviations drawn again. */
    static Initializer truncatedNormal(double standardDeviation) {
        return (shape, random) -> draw(shape, () -> {
            double value = random.nextGaussian();
            while (Math.abs(value) > 2) {
                value = random.nextGaussian();
            }
            return standardDeviation * value;
        });
    }

    /** Uniform within ±sqrt(6 / (fanIn + fanOut)): Glorot and Bengio, 2010. */
    static Initializer glorotUniform() {
        return (shape, random) -> uniformWithin(Math.sqrt(6 / (fanIn(shape) + fanOut(shape))), shape, random);
    }

    /** Truncated normal with standard deviation sqrt(2 / (fanIn + fanOut)): Glorot and Bengio, 2010. */
    static Initializer glorotNormal() {
        return (shape, random) -> normalOf(Math.sqrt(2 / (fanIn(shape) + fanOut(shape))), shape, random);
    }

    /** Uniform within ±sqrt(6 / fanIn): He et al., 2015. */
    static Initializer heUniform() {
        return (shape, random) -> uniformWithin(Math.sqrt(6 / fanIn(shape)), shape, random);
    }

    /** Truncated normal with standard deviation sqrt(2 / fanIn): He et al., 2015. */
    static Initializer heNormal() {
        return (shape, random) -> normalOf(Math.sqrt(2 / fanIn(shape)), shape, random);
    }

    private static double[] uniformWithin(double limit, Shape shape, RandomGenerator random) {
        return randomUniform(-limit, limit).initialValues(shape, random);
    }

    private static double[] normalOf(double standardDeviation, Shape shape, RandomGenerator random) {
        // A normal cut at two standard deviations keeps this part of its own, the square root of 1 - 4 pdf(2) / (2
        // cdf(2) - 1).
        double kept = 0.87962566103423978;
        return truncatedNormal(standardDeviation / kept).initialValues(shape, random);
    }

    private static double fanIn(Shape shape) {
        return shape.rank() < 2 ? Math.max(shape.elements(), 1) : receptiveField(shape) * shape.size(-2);
    }

    private static double fanOut(Shape shape) {
        return shape.rank() < 2 ? Math.max(shape.elements(), 1) : receptiveField(shape) * shape.size(-1);
    }

    private static double receptiveField(Shape shape) {
        double product = 1;
        for (int axis = 0; axis < shape.rank() - 2; axis++) {
            product *= shape.size(axis);
        }
        return product;
    }

    private static double[] draw(Shape shape, DoubleSupplier next) {
        double[] values = new double[shape.elements()];
        Arrays.setAll(values, i -> next.getAsDouble());
        return values;
    }
}
