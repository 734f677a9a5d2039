package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A run at one moment, in memory: what {@link TrainStep#restore} needs to go on with the same bits.
 *
 * @param variables the full-precision values, by path
 * @param optimizer the optimizer's slots and steps
 * @param lossScale where the loss scale is; null for a step without one
 * @param stepsSeen the steps taken
 * @param stepsApplied the steps that were not skipped
 * @param random the state of the model's random generator
 */
public record TrainState(
        Map<String, Tensor> variables,
        Optimizer.State optimizer,
        LossScale.@Nullable State lossScale,
        long stepsSeen,
        long stepsApplied,
        long random) {

    Tensor variable(String path) {
        Tensor value = variables.get(path);
        if (value == null) {
            throw new IllegalArgumentException("The saved state has no variable '" + path + "'.");
        }
        return value;
    }

    /** @throws IllegalArgumentException if the variables are not those of the state, with their shapes and dtypes */
    void requireVariables(List<Variable> expected) {
        TreeSet<String> unknown = new TreeSet<>(variables.keySet());
        for (Variable variable : expected) {
            Tensor saved = variable(variable.path());
            unknown.remove(variable.path());
            if (variable.hasShape() && !saved.shape().equals(variable.shape())) {
                throw new IllegalArgumentException("The saved variable '" + variable.path() + "' has shape "
                        + saved.shape() + ", the model's " + variable.shape() + ".");
            }
            if (saved.dtype() != variable.dtype()
                    && !(saved.dtype().isFloating() && variable.dtype().isFloating())) {
                throw new IllegalArgumentException("The saved variable '" + variable.path() + "' is " + saved.dtype()
                        + ", the model's " + variable.dtype() + ".");
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "The saved state has variables that the model does not have: " + String.join(", ", unknown) + ".");
        }
    }
}
