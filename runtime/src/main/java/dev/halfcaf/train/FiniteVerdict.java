package dev.halfcaf.train;

import org.jspecify.annotations.Nullable;

/**
 * Whether gradients are finite, as far as anyone has looked, and what follows from it.
 *
 * @param skips whether an update with them is left out
 * @param firstVariable the path of the first variable whose gradient is not finite; null if none is known
 * @param firstOp the first op whose gradient was not finite; null if none is known
 */
record FiniteVerdict(
        boolean skips,
        @Nullable String firstVariable,
        @Nullable String firstOp) {
    static final FiniteVerdict FINITE = new FiniteVerdict(false, null, null);
}
