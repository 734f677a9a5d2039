/**
 * Reverse-mode differentiation: what ops compute, how their gradients follow from each other, and the recording that a
 * training step plays backwards. Works on arrays and nodes; knows no tensor.
 */
@NullMarked
package dev.halfcaf.autograd;

import org.jspecify.annotations.NullMarked;
