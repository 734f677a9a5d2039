/**
 * Arithmetic on plain Java arrays, in sets that can be exchanged; it knows the names of ops, but no tensor, dtype or
 * shape.
 */
@NullMarked
package dev.halfcaf.kernel;

import org.jspecify.annotations.NullMarked;
