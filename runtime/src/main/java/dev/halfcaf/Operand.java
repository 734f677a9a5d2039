package dev.halfcaf;

import dev.halfcaf.qualifier.SameDtype;

/** What an op takes: a {@link Tensor}, or a {@link Variable}, which is read in its layer's compute dtype. */
@FunctionalInterface
public interface Operand {
    /** The tensor that the op computes with. */
    @SameDtype
    Tensor asTensor();
}
