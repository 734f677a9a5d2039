package dev.halfcaf.kernel.vector;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.kernel.ElementaryFunctions;
import dev.halfcaf.kernel.Epilogue;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Numbers;
import dev.halfcaf.kernel.PlainKernels;
import dev.halfcaf.kernel.Product;
import dev.halfcaf.kernel.Workers;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** The kernels on the Vector API; what the JIT compiler vectorises as well by itself is the plain set's. */
public final class VectorKernels extends PlainKernels {
    /** From JDK 20 on C2 makes vector instructions of float16's conversions, in the plain set's loops. */
    private static final boolean FLOAT16_BY_JVM = Runtime.version().feature() >= 20;

    /**
     * Elements from which on the arrays are in no cache. Memory is then what limits, and the loop that C2 unrolls is slower
     * at it than arithmetic in an orderly one: see {@link Species#floatStep}.
     */
    private static final int OUT_OF_CACHE = 1 << 21;

    private final VectorGemm gemm;
    private final VectorNarrowGemm narrow;
    private final VectorGemv gemv;

    /** The set, on vectors of this CPU's preferred width, with the threads of this JVM. */
    public VectorKernels() {
        this(Workers.SHARED);
    }

    /** The set, which shares large products out among these threads. */
    public VectorKernels(Workers workers) {
        super(workers);
        gemm = new VectorGemm(this, workers);
        narrow = new VectorNarrowGemm(this, workers);
        gemv = new VectorGemv(this, workers);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean gemm(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
        Product product = new Product(m, n, k, a, b, epilogue, out, outFrom);
        if (VectorGemv.suits(product)) {
            return gemv.multiply(product);
        }
        return VectorNarrowGemm.suits(product) ? narrow.multiply(product) : gemm.multiply(product);
    }

    @Override
    public String toString() {
        return "vector (" + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits)";
    }

    @Override
    public void float16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        if (FLOAT16_BY_JVM) {
            super.float16ToFloat(in, inFrom, out, outFrom, count);
        } else {
            VectorConversions.float16ToFloat(in, inFrom, out, outFrom, count);
        }
    }

    @Override
    public void floatToFloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        if (FLOAT16_BY_JVM && count < OUT_OF_CACHE) {
            super.floatToFloat16(in, inFrom, out, outFrom, count);
        } else {
            VectorConversions.floatToFloat16(in, inFrom, out, outFrom, count);
        }
    }

    @Override
    public void bfloat16ToFloat(short[] in, int inFrom, float[] out, int outFrom, int count) {
        VectorConversions.bfloat16ToFloat(in, inFrom, out, outFrom, count);
    }

    @Override
    public void floatToBfloat16(float[] in, int inFrom, short[] out, int outFrom, int count) {
        VectorConversions.floatToBfloat16(in, inFrom, out, outFrom, count);
    }

    @Override
    public void float16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count) {
        if (FLOAT16_BY_JVM) {
            super.float16ToDouble(in, inFrom, out, outFrom, count);
        } else {
            VectorDoubles.ofThisThread().fromFloat16(this, in, inFrom, out, outFrom, count);
        }
    }

    @Override
    public void bfloat16ToDouble(short[] in, int inFrom, double[] out, int outFrom, int count) {
        VectorDoubles.ofThisThread().fromBfloat16(this, in, inFrom, out, outFrom, count);
    }

    @Override
    public void doubleToFloat16(double[] in, int inFrom, short[] out, int outFrom, int count) {
        if (count < Species.DOUBLES.length()) {
            super.doubleToFloat16(in, inFrom, out, outFrom, count);
        } else {
            VectorDoubles.ofThisThread().toFloat16(this, in, inFrom, out, outFrom, count);
        }
    }

    @Override
    public void doubleToBfloat16(double[] in, int inFrom, short[] out, int outFrom, int count) {
        if (count < Species.DOUBLES.length()) {
            super.doubleToBfloat16(in, inFrom, out, outFrom, count);
        } else {
            VectorDoubles.ofThisThread().toBfloat16(this, in, inFrom, out, outFrom, count);
        }
    }

    @Override
    public void unary(UnaryOp op, float[] in, int inFrom, float[] out, int outFrom, int count) {
        int vectors = Species.FLOATS.loopBound(count);
        if (vectors > 0) {
            VectorUnary.unary(op, in, inFrom, out, outFrom, vectors);
        }
        if (vectors < count) {
            super.unary(op, in, inFrom + vectors, out, outFrom + vectors, count - vectors);
        }
    }

    @Override
    public void binary(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int vectors = Species.FLOATS.loopBound(count);
        if (vectors > 0) {
            VectorBinary.binary(op, a, aFrom, b, bFrom, out, outFrom, vectors);
        }
        if (vectors < count) {
            super.binary(op, a, aFrom + vectors, b, bFrom + vectors, out, outFrom + vectors, count - vectors);
        }
    }

    @Override
    public double reduce(ReductionOp op, double[] in, int from, int count) {
        if (!VectorReductions.suits(count)) {
            return super.reduce(op, in, from, count);
        }
        return switch (op) {
            case SUM, MEAN -> VectorReductions.sum(in, from, count);
            case MAX -> VectorReductions.max(in, from, count);
            case MIN -> VectorReductions.min(in, from, count);
            case PROD -> super.reduce(op, in, from, count); // in order
        };
    }

    @Override
    public void softmax(boolean logarithm, double[] in, int inFrom, double[] out, int outFrom, int count) {
        if (!VectorReductions.suits(count)) {
            super.softmax(logarithm, in, inFrom, out, outFrom, count);
            return;
        }
        double max = VectorReductions.max(in, inFrom, count);
        double sum = VectorReductions.exponentials(in, inFrom, max, out, outFrom, count);
        if (logarithm) {
            double logSum = ElementaryFunctions.log(sum);
            for (int i = 0; i < count; i++) {
                out[outFrom + i] = in[inFrom + i] - max - logSum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                out[outFrom + i] /= sum;
            }
        }
    }

    @Override
    public boolean isFinite(float[] in, int from, int count, float factor) {
        int vectors = Species.FLOATS.loopBound(count);
        return VectorUpdates.isFinite(in, from, vectors, factor)
                && super.isFinite(in, from + vectors, count - vectors, factor);
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
        int vectors = Species.FLOATS.loopBound(count);
        if (velocity == null) {
            VectorUpdates.sgd(step, gradient, from, variable, variableFrom, vectors);
        } else {
            VectorUpdates.sgdWithMomentum(step, gradient, velocity, from, variable, variableFrom, vectors);
        }
        super.sgd(step, gradient, velocity, from + vectors, variable, variableFrom + vectors, count - vectors);
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
        int vectors = Species.FLOATS.loopBound(count);
        VectorUpdates.adam(step, gradient, firstMoment, secondMoment, from, variable, variableFrom, vectors);
        super.adam(
                step,
                gradient,
                firstMoment,
                secondMoment,
                from + vectors,
                variable,
                variableFrom + vectors,
                count - vectors);
    }
}
