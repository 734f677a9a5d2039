package dev.halfcaf.kernel;

import java.util.Random;

/** The plain kernels, and those on the Vector API beside them. */
final class BothSets {
    static final Kernels PLAIN = new PlainKernels();
    static final Kernels VECTOR = KernelSet.choose("vector", null).kernels();

    /** Counts up to this are all tried: a few vectors of the widest kind, and every number of elements left over. */
    static final int MOST = 70;

    private BothSets() {}

    /** Random bits, so all exponents alike; every fifth number is one that arithmetic treats in a way of its own. */
    static float[] floats(int count, Random random) {
        float[] special = {
            0f,
            -0f,
            1,
            -1,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            65519.996f,
            65520,
            0x1p-25f,
            3
        };
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = switch (random.nextInt(5)) {
                case 0 -> special[random.nextInt(special.length)];
                case 1 -> (float) random.nextGaussian();
                case 2 -> (float) random.nextGaussian() * 30;
                default -> Float.intBitsToFloat(random.nextInt());
            };
        }
        return floats;
    }

    /** As {@link #floats}. */
    static double[] doubles(int count, Random random) {
        float[] floats = floats(count, random);
        double[] doubles = new double[count];
        for (int i = 0; i < count; i++) {
            doubles[i] = switch (random.nextInt(3)) {
                case 0 -> floats[i];
                case 1 -> random.nextGaussian();
                default -> Double.longBitsToDouble(random.nextLong());
            };
        }
        return doubles;
    }
}
