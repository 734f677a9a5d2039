package dev.halfcaf.data;

import java.util.Iterator;

/**
 * The batches of one epoch, one after the other. Who asked for them closes them, also in the middle; then what made them ends.
 * Used by one thread.
 *
 * @param <B> the batch
 */
public interface Batches<B> extends Iterator<B>, AutoCloseable {
    /** Ends the epoch. Closing twice does nothing. */
    @Override
    default void close() {}
}
