package dev.halfcaf.kernel;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of a device in main memory, on stretches of Java arrays: {@code count} elements from an index on.
 * A result is never written over an operand but where a method says "in place". A count of 0 does nothing.
 *
 * <p>What every set must agree on:
 *
 * <ul>
 *   <li>Conversions, {@link #unary}, {@link #binary} and the updates give the same bits in every set: sums and products
 *       are rounded one by one, in the order in which the formula is written, and never fused; exp, log and the like
 *       are those of {@link ElementaryFunctions}.
 *   <li>{@link #reduce} and the softmax rows: the order of summation is part of the definition, see there.
 *   <li>{@link #gemm}: a set has an order of summation of its own, which depends on the matrices' sizes at most; never
 *       on the number of threads.
 * </ul>
 */
public interface Kernels {
    /** A short name for messages: the value of {@code -Dhalfcaf.kernels} that asks for this set. */
    String name();

    // ---- conversions: widening is exact, narrowing rounds once, to nearest even

    void float16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count);

    void float16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count);

    void floatToFloat16(float[] in, int inFrom, short[] out, int outFrom, int count);

    void doubleToFloat16(double[] in, int inFrom, short[] out, int outFrom, int count);

    void bfloat16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count);

    void bfloat16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count);

    void floatToBfloat16(float[] in, int inFrom, short[] out, int outFrom, int count);

    void doubleToBfloat16(double[] in, int inFrom, short[] out, int outFrom, int count);

    void floatToDouble(float[] in, int inFrom, double[] out, int outFrom, int count);

    void doubleToFloat(double[] in, int inFrom, float[] out, int outFrom, int count);

    // ---- elementwise

    void unary(UnaryOp op, float[] in, int inFrom, float[] out, int outFrom, int count);

    void unary(UnaryOp op, double[] in, int inFrom, double[] out, int outFrom, int count);

    void binary(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count);

    void binary(BinaryOp op, double[] a, int aFrom, double[] b, int bFrom, double[] out, int outFrom, int count);

    // ---- reductions, in double whatever the operand's format: so one order of summation serves all

    /**
     * One number from a stretch. SUM (also asked for by MEAN) has eight lanes: lane l sums the elements l, l + 8, l +
     * 16 ... in order; then {@code ((l0 + l4) + (l2 + l6)) + ((l1 + l5) + (l3 + l7))}. PROD multiplies in order. Over
     * no elements: 0, 1, and the infinities for MAX and MIN.
     */
    double reduce(ReductionOp op, double[] in, int from, int count);

    /** {@code accumulators[i] = accumulators[i] op in[i]}: sums over rows go through the rows in order. */
    void accumulate(ReductionOp op, double[] in, int inFrom, double[] accumulators, int accumulatorsFrom, int count);

    /** {@code exp(x - max) / sum(exp(x - max))}, or its logarithm {@code x - max - log(sum(exp(x - max)))}. */
    void softmax(boolean logarithm, double[] in, int inFrom, double[] out, int outFrom, int count);

    /**
     * From the gradient g and the value y of the softmax's output: {@code y * (g - sum(g * y))}, or for its logarithm
     * {@code g - exp(y) * sum(g)}.
     */
    void softmaxGradient(
            boolean logarithm,
            double[] gradient,
            int gradientFrom,
            double[] output,
            int outputFrom,
            double[] out,
            int outFrom,
            int count);

    // ---- matrices

    /**
     * The product of an m x k and a k x n matrix, accumulated in float, taken through the epilogue and rounded once when
     * it is written, row-major, to {@code out} from index {@code outFrom} on. Sums are 0 where k is 0. A large product is
     * shared out among {@link Workers}.
     *
     * @return whether all elements as written are finite; true if the epilogue does not ask
     */
    boolean gemm(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom);

    /** As {@link #gemm}, in double, in one thread; finite or not is not checked. */
    void gemmInDouble(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom);

    // ---- training

    /** Whether no {@code in[i] * factor} is infinite or NaN. */
    boolean isFinite(float[] in, int from, int count, float factor);

    /** Whether no {@code in[i] * factor} is infinite or NaN. */
    boolean isFinite(double[] in, int from, int count, double factor);

    /**
     * One update in place, the gradient's factor included, as {@link SgdStep} defines it; the gradient and the velocity
     * (null where momentum is 0) have the same index. May be called for one stretch of the arrays after the other.
     */
    void sgd(
            SgdStep step,
            float[] gradient,
            float @Nullable [] velocity,
            int from,
            float[] variable,
            int variableFrom,
            int count);

    /** As above, in double. */
    void sgd(
            SgdStep step,
            double[] gradient,
            double @Nullable [] velocity,
            int from,
            double[] variable,
            int variableFrom,
            int count);

    /**
     * One update in place, the gradient's factor included, as {@link AdamStep} defines it; the gradient and the moments have
     * the same index. May be called for one stretch of the arrays after the other.
     */
    void adam(
            AdamStep step,
            float[] gradient,
            float[] firstMoment,
            float[] secondMoment,
            int from,
            float[] variable,
            int variableFrom,
            int count);

    /** As above, in double. */
    void adam(
            AdamStep step,
            double[] gradient,
            double[] firstMoment,
            double[] secondMoment,
            int from,
            double[] variable,
            int variableFrom,
            int count);
}
