package dev.halfcaf.benchmarks.peers;

import java.util.SplittableRandom;

/** The numbers that contestants compute with: the same for all of them. */
public final class Operands {
    private Operands() {}

    /** So many numbers around 0, none of them subnormal in float16 and no sum of products out of range. */
    public static float[] normal(int count) {
        SplittableRandom random = new SplittableRandom(42);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float size = (float) random.nextDouble(0.01, 0.2);
            values[i] = random.nextBoolean() ? size : -size;
        }
        return values;
    }

    /** So many labels of 10 classes. */
    public static int[] labels(int count) {
        return new SplittableRandom(43).ints(count, 0, 10).toArray();
    }
}
