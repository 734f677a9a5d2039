package dev.halfcaf.kernel.vector;

import dev.halfcaf.kernel.PlainKernels;
import jdk.incubator.vector.FloatVector;

/** The kernels on the Vector API; what the JIT compiler vectorises as well by itself is the plain set's. */
public final class VectorKernels extends PlainKernels {
    /** The set, on vectors of this CPU's preferred width. */
    public VectorKernels() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String toString() {
        return "vector (" + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits)";
    }
}
