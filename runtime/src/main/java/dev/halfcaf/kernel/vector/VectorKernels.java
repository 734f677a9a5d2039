package dev.halfcaf.kernel.vector;

import dev.halfcaf.kernel.Epilogue;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Numbers;
import dev.halfcaf.kernel.PlainKernels;
import dev.halfcaf.kernel.Product;
import dev.halfcaf.kernel.Workers;
import jdk.incubator.vector.FloatVector;

/** The kernels on the Vector API; what the JIT compiler vectorises as well by itself is the plain set's. */
public final class VectorKernels extends PlainKernels {
    private final VectorGemm gemm;
    private final VectorGemv gemv;

    /** The set, on vectors of this CPU's preferred width, with the threads of this JVM. */
    public VectorKernels() {
        this(Workers.SHARED);
    }

    /** The set, which shares large products out among these threads. */
    public VectorKernels(Workers workers) {
        super(workers);
        gemm = new VectorGemm(this, workers);
        gemv = new VectorGemv(this, workers);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public boolean gemm(int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
        Product product = new Product(m, n, k, a, b, epilogue, out, outFrom);
        return VectorGemv.suits(product) ? gemv.multiply(product) : gemm.multiply(product);
    }

    @Override
    public String toString() {
        return "vector (" + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits)";
    }
}
