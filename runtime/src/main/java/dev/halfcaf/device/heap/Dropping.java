package dev.halfcaf.device.heap;

import dev.halfcaf.device.NdArray;

/** Dropout: which elements stay is a function of the seed and the element's index, so no mask is kept. */
final class Dropping {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Dropping() {}

    static void dropout(NdArray in, double rate, long seed, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        double factor = 1 / (1 - rate);
        double[] block = Blocks.ofThisThread().doubles(0);
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            source.read(position, block, 0, count);
            for (int i = 0; i < count; i++) {
                block[i] = uniform(seed, position + i) < rate ? 0 : block[i] * factor;
            }
            result.write(position, block, 0, count);
        }
    }

    /** Number {@code index} of SplitMix64's sequence from the seed on, in [0, 1) (Steele, Lea and Flood, OOPSLA 2014). */
    private static double uniform(long seed, int index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
