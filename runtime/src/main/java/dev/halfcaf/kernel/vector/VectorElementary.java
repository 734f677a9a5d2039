package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.DOUBLES;
import static dev.halfcaf.kernel.vector.Species.HALF_FLOATS;

import dev.halfcaf.kernel.ElementaryFunctions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link ElementaryFunctions} of floats, bit for bit, block by block: what goes into exp, log or erfc is
 * put into a block of doubles, which those work on in place, and what comes out is made the result of. Counts are whole
 * numbers of vectors. One object for each thread.
 */
final class VectorElementary {
    private static final int BLOCK = 1024;
    private static final double HALF = 0.5;
    private static final DoubleVector ONE = DoubleVector.broadcast(DOUBLES, 1.0);

    private static final ThreadLocal<VectorElementary> OF_THREAD = ThreadLocal.withInitial(VectorElementary::new);

    private final double[] block = new double[BLOCK];
    private final double[] second = new double[BLOCK];

    private VectorElementary() {}

    static VectorElementary ofThisThread() {
        return OF_THREAD.get();
    }

    void exp(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, length);
            VectorFunctions.exp(block, 0, length);
            narrow(out, outFrom + done, length);
        }
    }

    void log(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            widen(in, inFrom + done, length);
            VectorFunctions.log(block, length);
            narrow(out, outFrom + done, length);
        }
    }

    void tanh(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector magnitude = read(in, inFrom + done + i).abs();
                magnitude.add(magnitude).intoArray(block, i);
            }
            VectorFunctions.exp(block, 0, length);
            for (int i = 0; i < length; i += step) {
                DoubleVector x = read(in, inFrom + done + i);
                DoubleVector tanh = ONE.sub(ONE.add(ONE).div(computed(i).add(ONE)));
                DoubleVector signed = tanh.reinterpretAsLongs()
                        .and(Long.MAX_VALUE)
                        .or(x.reinterpretAsLongs().and(1L << 63))
                        .reinterpretAsDoubles();
                write(signed.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-12)), out, outFrom + done + i);
            }
        }
    }

    void sigmoid(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            expOfMinus(in, inFrom + done, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                write(ONE.div(computed(i).add(ONE)), out, outFrom + done + i);
            }
        }
    }

    void silu(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            expOfMinus(in, inFrom + done, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                write(read(in, inFrom + done + i).div(computed(i).add(ONE)), out, outFrom + done + i);
            }
        }
    }

    void siluGradient(float[] gradient, int gradientFrom, float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            expOfMinus(in, inFrom + done, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = read(in, inFrom + done + i);
                DoubleVector s = ONE.div(computed(i).add(ONE));
                DoubleVector derivative = s.mul(x.mul(ONE.sub(s)).add(ONE));
                write(read(gradient, gradientFrom + done + i).mul(derivative), out, outFrom + done + i);
            }
        }
    }

    void gelu(float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            normalDistribution(in, inFrom + done, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = read(in, inFrom + done + i);
                write(x.mul(DoubleVector.fromArray(DOUBLES, second, i)), out, outFrom + done + i);
            }
        }
    }

    void geluGradient(float[] gradient, int gradientFrom, float[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            normalDistribution(in, inFrom + done, length);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                DoubleVector x = read(in, inFrom + done + i);
                DoubleVector density = computed(i).mul(ElementaryFunctions.INVERSE_SQRT_2_PI);
                DoubleVector derivative =
                        DoubleVector.fromArray(DOUBLES, second, i).add(x.mul(density));
                write(read(gradient, gradientFrom + done + i).mul(derivative), out, outFrom + done + i);
            }
        }
    }

    void pow(float[] base, int baseFrom, float[] exponent, int exponentFrom, float[] out, int outFrom, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            int step = Species.doubleStep;
            for (int i = 0; i < length; i += step) {
                read(base, baseFrom + done + i).abs().intoArray(block, i);
            }
            VectorFunctions.log(block, length);
            for (int i = 0; i < length; i += step) {
                read(exponent, exponentFrom + done + i).mul(computed(i)).intoArray(block, i);
            }
            VectorFunctions.exp(block, 0, length);
            setSigns(base, baseFrom + done, exponent, exponentFrom + done, length);
            setSpecialPowers(base, baseFrom + done, exponent, exponentFrom + done, length);
            narrow(out, outFrom + done, length);
        }
    }

    /** The power of |x| in the block gets the sign that x to the power of y has, if y is a whole number. */
    private void setSigns(float[] base, int baseFrom, float[] exponent, int exponentFrom, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = read(base, baseFrom + i);
            DoubleVector y = read(exponent, exponentFrom + i);
            DoubleVector power = computed(i);
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
    private void setSpecialPowers(float[] base, int baseFrom, float[] exponent, int exponentFrom, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = read(base, baseFrom + i);
            DoubleVector y = read(exponent, exponentFrom + i);
            // From 2^24 on every float is whole.
            DoubleVector fraction = y.add(ElementaryFunctions.TO_WHOLE_NUMBER)
                    .sub(ElementaryFunctions.TO_WHOLE_NUMBER)
                    .sub(y)
                    .abs();
            VectorMask<Double> notWhole =
                    fraction.compare(VectorOperators.GT, 0.0).and(y.abs().compare(VectorOperators.LT, 0x1p24));
            VectorMask<Double> negative =
                    x.compare(VectorOperators.LT, 0.0).and(x.compare(VectorOperators.GT, Double.NEGATIVE_INFINITY));
            computed(i)
                    .blend(Double.NaN, negative.and(notWhole))
                    .blend(1.0, y.compare(VectorOperators.EQ, 0.0))
                    .intoArray(block, i);
        }
    }

    /** {@code exp(-x)} into the block. */
    private void expOfMinus(float[] in, int from, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            read(in, from + i).neg().intoArray(block, i);
        }
        VectorFunctions.exp(block, 0, count);
    }

    /** {@code exp(-x^2 / 2)} into the block, and Phi(x) into the second. */
    private void normalDistribution(float[] in, int from, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            DoubleVector x = read(in, from + i);
            x.neg().mul(x).div(2.0).intoArray(block, i);
            x.abs().div(ElementaryFunctions.SQRT_2).intoArray(second, i);
        }
        VectorFunctions.exp(block, 0, count);
        VectorFunctions.erfcTimesExp(second, count);
        for (int i = 0; i < count; i += step) {
            DoubleVector x = read(in, from + i);
            DoubleVector tail =
                    DoubleVector.fromArray(DOUBLES, second, i).mul(computed(i)).mul(HALF);
            ONE.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0.0)).intoArray(second, i);
        }
    }

    private void widen(float[] in, int from, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            read(in, from + i).intoArray(block, i);
        }
    }

    private void narrow(float[] out, int to, int count) {
        int step = Species.doubleStep;
        for (int i = 0; i < count; i += step) {
            write(computed(i), out, to + i);
        }
    }

    private DoubleVector computed(int i) {
        return DoubleVector.fromArray(DOUBLES, block, i);
    }

    private static DoubleVector read(float[] in, int from) {
        return (DoubleVector)
                FloatVector.fromArray(HALF_FLOATS, in, from).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    private static void write(DoubleVector values, float[] out, int to) {
        ((FloatVector) values.convertShape(VectorOperators.D2F, HALF_FLOATS, 0)).intoArray(out, to);
    }
}
