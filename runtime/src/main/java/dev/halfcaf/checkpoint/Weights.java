package dev.halfcaf.checkpoint;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a model in a safetensors file, by their paths and in full precision: what inference needs, and other
 * programs read.
 *
 * <pre>{@code
 * Weights.save(Path.of("digits.safetensors"), model);
 * Weights.load(Path.of("digits.safetensors"), new CastingDigitClassifier());
 * }</pre>
 */
public final class Weights {
    private Weights() {}

    /**
     * Writes all variables of a model, trainable or not, as {@link Safetensors#write} does.
     *
     * @throws CheckpointException if the file cannot be written; then the old one is as it was
     * @throws IllegalStateException if a variable has no shape yet, or training is open on the model
     */
    public static void save(Path file, Layer model) {
        requireAtRest(model);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Variable variable : model.variables()) {
            tensors.put(variable.path(), variable.value());
        }
        new Safetensors(tensors, Map.of()).write(file);
    }

    /**
     * Gives a model its variables from a file that has exactly these: one that {@link #save} wrote, a {@link Checkpoint},
     * whose other content is left out, or one of another program. Where the file has another floating dtype than the
     * variable, each number is rounded once to the variable's; integers and bools must be of the same dtype. Variables that
     * have no shape yet get theirs from the file.
     *
     * @throws CheckpointException if the file cannot be read, or a tensor is missing, unknown to the model, or of another
     *     shape or kind of dtype; then the model is as it was
     */
    public static void load(Path file, Layer model) {
        Safetensors saved = Safetensors.read(file);
        Map<String, Tensor> tensors = CheckpointFormat.variables(saved);
        List<Variable> variables = model.variables();
        ModelTensors.requireFit(file.toString(), tensors, variables);
        for (Variable variable : variables) {
            Tensor tensor = tensors.get(variable.path());
            if (tensor != null) {
                variable.assign(tensor);
            }
        }
    }

    /** While training is open, values belong to the step that is on its way. */
    static void requireAtRest(Layer model) {
        if (model.isTraining()) {
            throw new IllegalStateException("The model is in the middle of a training step: save it between steps.");
        }
    }
}
