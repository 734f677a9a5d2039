package dev.halfcaf.kernel.vector;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that fit together: of this CPU's preferred width, but not below 128 bits, so that half of it is a shape. */
final class Species {
    static final VectorShape FULL = atLeast128(VectorShape.preferredShape());
    static final VectorShape HALF = VectorShape.forBitSize(FULL.vectorBitSize() / 2);

    static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, FULL);
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FULL);

    /** As many shorts as {@link #FLOATS} has lanes. */
    static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, HALF);

    static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, FULL);
    static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, FULL);

    /**
     * The number of lanes of {@link #FLOATS}, not final so that C2 takes a loop with this step for one it cannot count, and
     * does not unroll it. An unrolled loop issues its loads out of order, which the prefetchers of some CPUs cannot follow:
     * half the speed when the arrays are in memory, and nothing gained when they are in a cache.
     */
    static int floatStep = FLOATS.length();

    /** As {@link #floatStep}, for {@link #DOUBLES}. */
    static int doubleStep = DOUBLES.length();

    private Species() {}

    private static VectorShape atLeast128(VectorShape preferred) {
        return preferred.vectorBitSize() < 128 ? VectorShape.S_128_BIT : preferred;
    }
}
