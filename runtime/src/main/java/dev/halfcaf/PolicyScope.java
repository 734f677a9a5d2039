package dev.halfcaf;

/** A policy that is the global one for one thread, until this scope is closed: see {@link Policy#scope}. */
public interface PolicyScope extends AutoCloseable {
    @Override
    void close();
}
