package dev.halfcaf.train;

import dev.halfcaf.Variable;
import dev.halfcaf.device.NdArray;

/** A variable and its gradient, in float32 or the variable's dtype where that is wider. */
record Gradient(Variable variable, NdArray array) {}
