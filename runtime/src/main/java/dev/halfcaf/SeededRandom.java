package dev.halfcaf;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * A random generator whose numbers depend on its seed alone, the same bits on every JVM, and whose whole state is one
 * long that a checkpoint can keep.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
 * Not safe for use by several threads at once.
 */
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long state;

    /** A generator that starts at this seed, or goes on from a {@link #state}. */
    public SeededRandom(long seed) {
        this.state = seed;
    }

    /** A generator of its own for each name under one seed: for the initial values of a variable, by its path. */
    public static SeededRandom named(long seed, String name) {
        // FNV-1a spreads similar paths; the mixing below then separates seeds that differ in few bits.
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new SeededRandom(mix(seed + GOLDEN_GAMMA) ^ mix(hash));
    }

    /** What to construct a generator with that goes on where this one is. */
    public long state() {
        return state;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long z) {
        long first = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }

    /** Uniform in [0, 1), with 53 random bits. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Normal with mean 0 and standard deviation 1, by Marsaglia's polar method (1964) on StrictMath: the JDK's own
     * algorithm may change between versions. The second value of each pair is dropped, so that the state stays one long.
     */
    @Override
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }
}
