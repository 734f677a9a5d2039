package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.DOUBLES;
import static dev.halfcaf.kernel.vector.Species.FLOATS;

import dev.halfcaf.kernel.ElementaryFunctions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ElementaryFunctions} of floats, bit for bit, block by block: what goes into exp, log or erfc is
 * put into a block of doubles, which those work on in place, and what comes out is made the result of. Counts are whole
 * numbers of vectors. One object for each thread.
 *
 * <p>No method takes or gives a vector, here and in all of this package: the JIT compiler inlines those of the Vector API
 * always, but others only until a method has grown to its limits, and makes an object of each vector from there on.
 *
 * <p>Half a vector of floats makes a vector of doubles. It is read and written as a whole one, of which the other half
 * means nothing; hence the copies, with room for it. Vectors of half the width would be a second species of {@link
 * FloatVector}, and where a JVM has seen two of them, the JIT compiler of JDK 17 makes objects of both: everywhere, even
 * in matrix products.
 */
final class VectorElementary {
    private static final int BLOCK = 1024;
    private static final double HALF = 0.5;
    private static final DoubleVector ONE = DoubleVector.broadcast(DOUBLES, 1.0);
    private static final DoubleVector NAN = DoubleVector.broadcast(DOUBLES, Double.NaN);

    private static final ThreadLocal<VectorElementary> OF_THREAD = ThreadLocal.withInitial(VectorElementary::new);

    private final double[] block = new double[BLOCK];
    private final double[] second = new double[BLOCK];
    private final double[] x = new double[BLOCK];
    private final double[] y = new double[BLOCK];
    private final float[] floats = new float[BLOCK + FLOATS.length()];

    private VectorElementary() {}

    static VectorElementary ofThisThread() {
        return OF_THREAD.get();
    }

    void exp(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, block, length);
            VectorFunctions.exp(block, 0, length);
            narrow(block, out, outFrom + done, length);
        }
    }

    void log(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, block, length);
            VectorFunctions.log(block, second, length);
            narrow(second, out, outFrom + done, length);
        }
    }

    void tanh(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector magnitude =
                        DoubleVector.fromArray(DOUBLES, this.x, i).abs();
                magnitude.add(magnitude).intoArray(block, i);
            }
            VectorFunctions.exp(block, 0, length);
            for (int i = 0; i < length; i += step) {
                DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
                DoubleVector tanh = ONE.sub(ONE.add(ONE)
                        .div(DoubleVector.fromArray(DOUBLES, block, i).add(ONE)));
                DoubleVector signed = tanh.reinterpretAsLongs()
                        .and(Long.MAX_VALUE)
                        .or(x.reinterpretAsLongs().and(1L << 63))
                        .reinterpretAsDoubles();
                signed.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-12)).intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void sigmoid(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            expOfMinus(length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                ONE.div(DoubleVector.fromArray(DOUBLES, block, i).add(ONE)).intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void silu(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            expOfMinus(length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector.fromArray(DOUBLES, this.x, i)
                        .div(DoubleVector.fromArray(DOUBLES, block, i).add(ONE))
                        .intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void siluGradient(float[] gradient, int gradientFrom, float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            widen(gradient, gradientFrom + done, y, length);
            expOfMinus(length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
                DoubleVector s =
                        ONE.div(DoubleVector.fromArray(DOUBLES, block, i).add(ONE));
                DoubleVector derivative = s.mul(x.mul(ONE.sub(s)).add(ONE));
                DoubleVector.fromArray(DOUBLES, this.y, i).mul(derivative).intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void gelu(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            normalDistribution(length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
                x.mul(DoubleVector.fromArray(DOUBLES, second, i)).intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void geluGradient(float[] gradient, int gradientFrom, float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, x, length);
            widen(gradient, gradientFrom + done, y, length);
            normalDistribution(length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
                DoubleVector density =
                        DoubleVector.fromArray(DOUBLES, block, i).mul(ElementaryFunctions.INVERSE_SQRT_2_PI);
                DoubleVector derivative =
                        DoubleVector.fromArray(DOUBLES, second, i).add(x.mul(density));
                DoubleVector.fromArray(DOUBLES, this.y, i).mul(derivative).intoArray(block, i);
            }
            narrow(block, out, outFrom + done, length);
        }
    }

    void pow(float[] base, int baseFrom, float[] exponent, int exponentFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(base, baseFrom + done, x, length);
            widen(exponent, exponentFrom + done, y, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector.fromArray(DOUBLES, this.x, i).abs().intoArray(block, i);
            }
            VectorFunctions.log(block, second, length);
            for (int i = 0; i < length; i += step) {
                DoubleVector.fromArray(DOUBLES, this.y, i)
                        .mul(DoubleVector.fromArray(DOUBLES, second, i))
                        .intoArray(block, i);
            }
            VectorFunctions.exp(block, 0, length);
            setSigns(length);
            setSpecialPowers(length);
            narrow(block, out, outFrom + done, length);
        }
    }

    /** The power of |x| in the block gets the sign that x to the power of y has, if y is a whole number. */
    private void setSigns(int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
            DoubleVector y = DoubleVector.fromArray(DOUBLES, this.y, i);
            DoubleVector power = DoubleVector.fromArray(DOUBLES, block, i);
            DoubleVector shifted = y.add(ElementaryFunctions.TO_WHOLE_NUMBER);
            // The last bit of an odd number, moved to where the sign is; from 2^24 on every float is even.
            DoubleVector signIfOdd = shifted.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, 63)
                    .and(x.reinterpretAsLongs())
                    .or(power.reinterpretAsLongs())
                    .reinterpretAsDoubles();
            VectorMask<Double> whole =
                    shifted.sub(ElementaryFunctions.TO_WHOLE_NUMBER).compare(VectorOperators.EQ, y);
            power.blend(signIfOdd, whole.and(y.abs().compare(VectorOperators.LT, 0x1p24)))
                    .intoArray(block, i);
        }
    }

    /** A negative number to the power of one that is not whole, and the exponent 0. */
    private void setSpecialPowers(int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
            DoubleVector y = DoubleVector.fromArray(DOUBLES, this.y, i);
            // From 2^24 on every float is whole.
            DoubleVector fraction = y.add(ElementaryFunctions.TO_WHOLE_NUMBER)
                    .sub(ElementaryFunctions.TO_WHOLE_NUMBER)
                    .sub(y)
                    .abs();
            VectorMask<Double> notWhole =
                    fraction.compare(VectorOperators.GT, 0.0).and(y.abs().compare(VectorOperators.LT, 0x1p24));
            VectorMask<Double> negative =
                    x.compare(VectorOperators.LT, 0.0).and(x.compare(VectorOperators.GT, Double.NEGATIVE_INFINITY));
            DoubleVector.fromArray(DOUBLES, block, i)
                    .blend(NAN, negative.and(notWhole))
                    .blend(ONE, y.compare(VectorOperators.EQ, 0.0))
                    .intoArray(block, i);
        }
    }

    /** {@code exp(-x)} into the block. */
    private void expOfMinus(int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector.fromArray(DOUBLES, this.x, i).neg().intoArray(block, i);
        }
        VectorFunctions.exp(block, 0, count);
    }

    /** {@code exp(-x^2 / 2)} into the block, and Phi(x) into the second. */
    private void normalDistribution(int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
            x.neg().mul(x).div(2.0).intoArray(block, i);
            x.abs().div(ElementaryFunctions.SQRT_2).intoArray(second, i);
        }
        VectorFunctions.exp(block, 0, count);
        VectorFunctions.erfcTimesExp(second, count);
        for (int i = 0; i < count; i += step) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, this.x, i);
            DoubleVector tail = DoubleVector.fromArray(DOUBLES, second, i)
                    .mul(DoubleVector.fromArray(DOUBLES, block, i))
                    .mul(HALF);
            ONE.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0.0)).intoArray(second, i);
        }
    }

    // ---- in and out

    private void widen(float[] in, int from, double[] out, int count) {
        System.arraycopy(in, from, floats, 0, count);
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            ((DoubleVector) FloatVector.fromArray(FLOATS, floats, i).convertShape(VectorOperators.F2D, DOUBLES, 0))
                    .intoArray(out, i);
        }
    }

    private void narrow(double[] in, float[] out, int to, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            // And zeros after it, which the next one overwrites.
            ((FloatVector) DoubleVector.fromArray(DOUBLES, in, i).convertShape(VectorOperators.D2F, FLOATS, 0))
                    .intoArray(floats, i);
        }
        System.arraycopy(floats, 0, out, to, count);
    }
}
