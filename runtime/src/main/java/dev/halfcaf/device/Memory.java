package dev.halfcaf.device;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;

/**
 * Where the results of ops are put. Outside a training step every result is new memory that the garbage collector
 * takes back; a step has a memory of its own, which lends the same buffers again in every step.
 */
public interface Memory {
    /** An array whose elements are undefined: the op that asked for it writes all of them. */
    NdArray allocate(Dtype dtype, Shape shape);
}
