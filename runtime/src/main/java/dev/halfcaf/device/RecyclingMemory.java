package dev.halfcaf.device;

/**
 * A memory whose buffers are lent for one training step. {@link #recycle} takes all of them back: arrays lent before
 * are finished from then on, and touching one throws an IllegalStateException that says so. Not safe for use by two
 * threads at once; a step runs in one.
 */
public interface RecyclingMemory extends Memory {
    /** Takes back everything lent since the last call. */
    void recycle();

    /** Bytes lent since the last {@link #recycle}. */
    long bytesLent();
}
