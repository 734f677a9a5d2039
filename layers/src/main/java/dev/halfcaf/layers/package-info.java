/**
 * Layers that models are made of. Each is constructed through its casting wrapper, {@code new CastingDense(784, 10)}, as a
 * layer of one's own is, and takes its dtype policy from the layer that holds it; with a {@code Policy} as its last
 * argument it has that one.
 *
 * <p>Under a mixed policy a layer computes in the half dtype and returns it, its variables are float32, and so are the
 * statistics of the normalizations.
 */
@NullMarked
package dev.halfcaf.layers;

import org.jspecify.annotations.NullMarked;
