package dev.halfcaf.benchmarks.peers;

import java.util.Arrays;

/**
 * Multiply-adds in a loop that the JIT compiler turns into vector instructions on every JDK: several for each element
 * that is loaded, so that the arithmetic is the limit. What it reaches is what the machine gives at that moment.
 */
final class FmaLoop implements Runnable {
    private static final int ELEMENTS = 1024;
    private static final int PASSES = 400;
    private static final int FMAS = 16;

    /** Additions and multiplications of one run. */
    static final long OPERATIONS = 2L * ELEMENTS * PASSES * FMAS;

    private final float[] values = new float[ELEMENTS];
    private final int passes;

    /** One of so many loops that do the work of one run together. */
    FmaLoop(int loops) {
        this.passes = PASSES / loops;
    }

    @Override
    public void run() {
        Arrays.fill(values, 1f);
        for (int pass = 0; pass < passes; pass++) {
            pass(values, 0.5f, 0.25f);
        }
        if (values[0] != 0.5f) {
            throw new IllegalStateException("x = x / 2 + 1/4 went to " + values[0] + ", not to 1/2.");
        }
    }

    private static void pass(float[] values, float factor, float summand) {
        for (int i = 0; i < values.length; i++) {
            float x = values[i];
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            x = Math.fma(x, factor, summand);
            values[i] = x;
        }
    }
}
