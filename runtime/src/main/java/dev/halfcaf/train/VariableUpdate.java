package dev.halfcaf.train;

import dev.halfcaf.Variable;
import dev.halfcaf.device.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one update of one variable reads and writes.
 *
 * @param of the variable
 * @param gradient read
 * @param factor what the gradient is multiplied by on the way
 * @param master the full-precision value, changed in place
 * @param copy the value as ops read it, written in the same pass; null where ops read the variable itself
 * @param slots changed in place, in the order of their names
 */
record VariableUpdate(
        Variable of,
        NdArray gradient,
        double factor,
        NdArray master,
        @Nullable NdArray copy,
        List<NdArray> slots) {}
