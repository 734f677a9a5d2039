package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether saved tensors are those of a model: looked at as a whole before the first variable is touched. */
final class ModelTensors {
    private ModelTensors() {}

    /** @throws CheckpointException that names the first tensor that is missing, unknown, or of another shape or kind */
    static void requireFit(String file, Map<String, Tensor> saved, List<Variable> variables) {
        TreeSet<String> unknown = new TreeSet<>(saved.keySet());
        for (Variable variable : variables) {
            String path = variable.path();
            Tensor tensor = saved.get(path);
            if (tensor == null) {
                throw new CheckpointException(file, "has no tensor '" + path + "', a variable of the model.");
            }
            unknown.remove(path);
            if (variable.hasShape() && !tensor.shape().equals(variable.shape())) {
                throw new CheckpointException(
                        file,
                        "tensor '" + path + "' has shape " + tensor.shape() + ", the model's variable has shape "
                                + variable.shape() + ".");
            }
            requireAssignable(file, path, tensor.dtype(), variable.dtype());
        }
        if (!unknown.isEmpty()) {
            throw new CheckpointException(
                    file, "has a tensor '" + unknown.first() + "', which is no variable of the model.");
        }
    }

    private static void requireAssignable(String file, String path, Dtype saved, Dtype wanted) {
        if (saved != wanted && !(saved.isFloating() && wanted.isFloating())) {
            throw new CheckpointException(
                    file, "tensor '" + path + "' is " + saved + ", the model's variable is " + wanted + ".");
        }
    }
}
