package dev.halfcaf.checkpoint;

import static dev.halfcaf.checkpoint.CheckpointFormat.AVERAGE;
import static dev.halfcaf.checkpoint.CheckpointFormat.AVERAGE_UPDATES;
import static dev.halfcaf.checkpoint.CheckpointFormat.BATCH;
import static dev.halfcaf.checkpoint.CheckpointFormat.BEST;
import static dev.halfcaf.checkpoint.CheckpointFormat.BEST_VALUE;
import static dev.halfcaf.checkpoint.CheckpointFormat.EPOCH;
import static dev.halfcaf.checkpoint.CheckpointFormat.EPOCHS_SINCE;
import static dev.halfcaf.checkpoint.CheckpointFormat.EXTRA;
import static dev.halfcaf.checkpoint.CheckpointFormat.FINITE_STEPS;
import static dev.halfcaf.checkpoint.CheckpointFormat.LOSSES;
import static dev.halfcaf.checkpoint.CheckpointFormat.LOSS_SCALE;
import static dev.halfcaf.checkpoint.CheckpointFormat.LOSS_SUM;
import static dev.halfcaf.checkpoint.CheckpointFormat.OPTIMIZER_STEPS;
import static dev.halfcaf.checkpoint.CheckpointFormat.POLICY;
import static dev.halfcaf.checkpoint.CheckpointFormat.RANDOM;
import static dev.halfcaf.checkpoint.CheckpointFormat.SEED;
import static dev.halfcaf.checkpoint.CheckpointFormat.SKIPPED_AT_FLOOR;
import static dev.halfcaf.checkpoint.CheckpointFormat.SLOTS;
import static dev.halfcaf.checkpoint.CheckpointFormat.STEPS_APPLIED;
import static dev.halfcaf.checkpoint.CheckpointFormat.STEPS_SEEN;
import static dev.halfcaf.checkpoint.CheckpointFormat.VERSION;
import static dev.halfcaf.checkpoint.CheckpointFormat.VERSION_KEY;
import static dev.halfcaf.checkpoint.CheckpointFormat.WATCHED;

import dev.halfcaf.Tensor;
import dev.halfcaf.train.EarlyStopping;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.TrainingPosition;
import dev.halfcaf.train.TrainingProgress;
import dev.halfcaf.train.WeightAverage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CheckpointFormat} printed, and believes none of it: files are cut off, and made up. */
final class CheckpointReader {
    private final String file;
    private final Map<String, Tensor> variables;
    private final Metadata texts;
    /** The tensors that are no variables, by name, as long as nobody knows what they are. */
    private final Map<String, Tensor> others = new LinkedHashMap<>();

    private CheckpointReader(String file, Safetensors saved) {
        this.file = file;
        this.variables = CheckpointFormat.variables(saved);
        this.texts = new Metadata(file, saved.metadata());
        others.putAll(saved.tensors());
        others.keySet().removeAll(variables.keySet());
    }

    /** @throws CheckpointException if it is no checkpoint, or one that contradicts itself */
    static CheckpointContent read(String file, Safetensors saved) {
        CheckpointReader reader = new CheckpointReader(file, saved);
        reader.requireVersion();
        return reader.content();
    }

    private void requireVersion() {
        if (!texts.has(VERSION_KEY)) {
            throw new CheckpointException(
                    file, "is no checkpoint of a training run: it has tensors only. Fix: Weights.load(file, model).");
        }
        String version = texts.text(VERSION_KEY);
        if (!version.equals(VERSION)) {
            throw new CheckpointException(
                    file,
                    "is a checkpoint of version " + version + "; this version of Halfcaf reads version " + VERSION
                            + ".");
        }
        texts.text(Checksum.KEY);
    }

    private CheckpointContent content() {
        TrainState state = state();
        TrainingProgress progress = texts.has(EPOCH) ? progress() : null;
        for (String name : others.keySet()) {
            throw new CheckpointException(
                    file, "has a tensor '" + name + "', which is no variable, and nothing else that a checkpoint has.");
        }
        return new CheckpointContent(state, progress, texts.behind(POLICY), texts.behind(EXTRA));
    }

    private TrainState state() {
        long seen = texts.count(STEPS_SEEN);
        long applied = texts.count(STEPS_APPLIED);
        if (applied > seen) {
            throw new CheckpointException(
                    file, "has " + applied + " applied steps, more than the " + seen + " that it has seen.");
        }
        Optimizer.State optimizer = new Optimizer.State(texts.count(OPTIMIZER_STEPS), slots());
        return new TrainState(variables, optimizer, lossScale(), seen, applied, texts.integer(RANDOM));
    }

    private LossScale.@Nullable State lossScale() {
        return texts.has(LOSS_SCALE)
                ? new LossScale.State(
                        texts.real(LOSS_SCALE, value -> value > 0 && Double.isFinite(value)),
                        texts.smallCount(FINITE_STEPS),
                        texts.smallCount(SKIPPED_AT_FLOOR))
                : null;
    }

    /** By path and name. Optimizers without slots have an empty map for each variable, too. */
    private Map<String, Map<String, Tensor>> slots() {
        Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
        variables.keySet().forEach(path -> slots.put(path, new LinkedHashMap<>()));
        take(SLOTS).forEach((rest, slot) -> {
            int slash = rest.indexOf('/');
            String path = rest.substring(slash + 1);
            Map<String, Tensor> ofVariable = slots.get(path);
            if (slash < 0 || ofVariable == null) {
                throw new CheckpointException(
                        file, "has a tensor '" + SLOTS + rest + "', which is a slot of no variable in the file.");
            }
            requireLike(path, SLOTS + rest, slot);
            if (!slot.dtype().isFloating()) {
                throw new CheckpointException(
                        file, "tensor '" + SLOTS + rest + "' is " + slot.dtype() + "; slots are floating numbers.");
            }
            ofVariable.put(rest.substring(0, slash), slot);
        });
        return slots;
    }

    private TrainingProgress progress() {
        int epoch = texts.smallCount(EPOCH);
        if (epoch < 1) {
            throw texts.wrong(EPOCH);
        }
        TrainingPosition position = new TrainingPosition(
                texts.integer(SEED), epoch, texts.count(BATCH), texts.real(LOSS_SUM, sum -> true), texts.count(LOSSES));
        EarlyStopping.State stopping = texts.has(WATCHED)
                ? new EarlyStopping.State(
                        texts.text(WATCHED),
                        texts.real(BEST_VALUE, value -> !Double.isNaN(value)),
                        texts.smallCount(EPOCHS_SINCE),
                        likeVariables(BEST))
                : null;
        WeightAverage.State average = texts.has(AVERAGE_UPDATES)
                ? new WeightAverage.State(texts.count(AVERAGE_UPDATES), likeVariables(AVERAGE))
                : null;
        return new TrainingProgress(position, stopping, average);
    }

    /** Second values of variables, by their paths. */
    private Map<String, Tensor> likeVariables(String prefix) {
        Map<String, Tensor> values = take(prefix);
        values.forEach((path, value) -> {
            String name = prefix + path;
            Tensor variable = variables.get(path);
            if (variable == null) {
                throw new CheckpointException(
                        file, "has a tensor '" + name + "', which belongs to no variable in the file.");
            }
            requireLike(path, name, value);
            if (value.dtype() != variable.dtype()
                    && !(value.dtype().isFloating() && variable.dtype().isFloating())) {
                throw new CheckpointException(
                        file,
                        "tensor '" + name + "' is " + value.dtype() + ", its variable is " + variable.dtype() + ".");
            }
        });
        return values;
    }

    private void requireLike(String path, String name, Tensor tensor) {
        Tensor variable = variables.get(path);
        if (variable != null && !tensor.shape().equals(variable.shape())) {
            throw new CheckpointException(
                    file,
                    "tensor '" + name + "' has shape " + tensor.shape() + ", its variable has shape " + variable.shape()
                            + ".");
        }
    }

    /** Takes the tensors whose names begin so out of those that nobody knows, by the rest of their names. */
    private Map<String, Tensor> take(String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        others.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        others.keySet().removeIf(name -> name.startsWith(prefix));
        return found;
    }
}
