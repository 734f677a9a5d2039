/** Training: loss scale, gradients that carry its state in their types, optimizers, and what generated steps stand on. */
@NullMarked
package dev.halfcaf.train;

import org.jspecify.annotations.NullMarked;
