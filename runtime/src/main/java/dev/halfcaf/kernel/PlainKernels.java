package dev.halfcaf.kernel;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.UnaryOp;
import org.jspecify.annotations.Nullable;

/** The kernels that every JVM runs: plain loops, written so that the JIT compiler can vectorise them. */
public class PlainKernels implements Kernels {
    private final PlainGemm gemm;

    /** The set, which shares large products out among the threads of this JVM. */
    public PlainKernels() {
        this(Workers.SHARED);
    }

    /** The set, which shares large products out among these threads. */
    public PlainKernels(Workers workers) {
        gemm = new PlainGemm(this, workers);
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void float16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = Float16.toFloat(in[inFrom + i]);
        }
    }

    @Override
    public void float16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = Float16.toFloat(in[inFrom + i]);
        }
    }

    @Override
    public void floatToFloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = Float16.fromFloat(in[inFrom + i]);
        }
    }

    @Override
    public void doubleToFloat16(double[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = Float16.fromDouble(in[inFrom + i]);
        }
    }

    @Override
    public void bfloat16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = BFloat16.toFloat(in[inFrom + i]);
        }
    }

    @Override
    public void bfloat16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = BFloat16.toFloat(in[inFrom + i]);
        }
    }

    @Override
    public void floatToBfloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = BFloat16.fromFloat(in[inFrom + i]);
        }
    }

    @Override
    public void doubleToBfloat16(double[] in, int inFrom, short[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = BFloat16.fromDouble(in[inFrom + i]);
        }
    }

    @Override
    public void floatToDouble(float[] in, int inFrom, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = in[inFrom + i];
        }
    }

    @Override
    public void doubleToFloat(double[] in, int inFrom, float[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = (float) in[inFrom + i];
        }
    }

    @Override
    public void unary(UnaryOp op, float[] in, int inFrom, float[] out, int outFrom, int count) {
        PlainElementwise.unary(op, in, inFrom, out, outFrom, count);
    }

    @Override
    public void unary(UnaryOp op, double[] in, int inFrom, double[] out, int outFrom, int count) {
        PlainElementwise.unary(op, in, inFrom, out, outFrom, count);
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        PlainElementwise.binary(op, a, aFrom, b, bFrom, out, outFrom, count);
    }

    @Override
    public void binary(
            BinaryOp op, double[] a, int aFrom, double[] b, int bFrom, double[] out, int outFrom, int count) {
        PlainElementwise.binary(op, a, aFrom, b, bFrom, out, outFrom, count);
    }

    @Override
    public double reduce(ReductionOp op, double[] in, int from, int count) {
        return PlainReductions.reduce(op, in, from, count);
    }

    @Override
    public void accumulate(
            ReductionOp op, double[] in, int inFrom, double[] accumulators, int accumulatorsFrom, int count) {
        PlainReductions.accumulate(op, in, inFrom, accumulators, accumulatorsFrom, count);
    }

    @Override
    public void softmax(boolean logarithm, double[] in, int inFrom, double[] out, int outFrom, int count) {
        PlainReductions.softmax(logarithm, in, inFrom, out, outFrom, count);
    }

    @Override
    public void softmaxGradient(
            boolean logarithm,
            double[] gradient,
            int gradientFrom,
            double[] output,
            int outputFrom,
            double[] out,
            int outFrom,
            int count) {
        PlainReductions.softmaxGradient(logarithm, gradient, gradientFrom, output, outputFrom, out, outFrom, count);
    }

    @Override
    public boolean gemm(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
        return gemm.multiply(new Product(m, n, k, a, b, epilogue, out, outFrom));
    }

    @Override
    public void gemmInDouble(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
        PlainGemmInDouble.ofThisThread().multiply(this, new Product(m, n, k, a, b, epilogue, out, outFrom));
    }

    @Override
    public boolean isFinite(float[] in, int from, int count, float factor) {
        return PlainUpdates.isFinite(in, from, count, factor);
    }

    @Override
    public boolean isFinite(double[] in, int from, int count, double factor) {
        return PlainUpdates.isFinite(in, from, count, factor);
    }

    @Override
    public void sgd(
            SgdStep step,
            float[] gradient,
            float @Nullable [] velocity,
            int from,
            float[] variable,
            int variableFrom,
            int count) {
        PlainUpdates.sgd(step, gradient, velocity, from, variable, variableFrom, count);
    }

    @Override
    public void sgd(
            SgdStep step,
            double[] gradient,
            double @Nullable [] velocity,
            int from,
            double[] variable,
            int variableFrom,
            int count) {
        PlainUpdates.sgd(step, gradient, velocity, from, variable, variableFrom, count);
    }

    @Override
    public void adam(
            AdamStep step,
            float[] gradient,
            float[] firstMoment,
            float[] secondMoment,
            int from,
            float[] variable,
            int variableFrom,
            int count) {
        PlainUpdates.adam(step, gradient, firstMoment, secondMoment, from, variable, variableFrom, count);
    }

    @Override
    public void adam(
            AdamStep step,
            double[] gradient,
            double[] firstMoment,
            double[] secondMoment,
            int from,
            double[] variable,
            int variableFrom,
            int count) {
        PlainUpdates.adam(step, gradient, firstMoment, secondMoment, from, variable, variableFrom, count);
    }
}
