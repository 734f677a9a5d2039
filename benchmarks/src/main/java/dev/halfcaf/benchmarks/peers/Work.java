package dev.halfcaf.benchmarks.peers;

/** A {@link Task} that a contestant has prepared: the same computation again with every call. */
@FunctionalInterface
public interface Work extends AutoCloseable {
    /** Does it once. */
    void run();

    /** Does it so many times, and tells how many nanoseconds that took. */
    default long time(int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            run();
        }
        return System.nanoTime() - start;
    }

    /** Gives back what the garbage collector does not take. */
    @Override
    default void close() {}
}
