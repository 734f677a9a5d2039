package dev.halfcaf.checkpoint;

import dev.halfcaf.Tensor;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.TrainState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a checkpoint stands in a safetensors file: variables by their paths, slots as {@code /optimizer/<slot>/<path>}, all
 * else as metadata. No path of a variable begins with a slash.
 */
final class CheckpointFormat {
    private static final String VERSION = "1";
    private static final String VERSION_KEY = "halfcaf.checkpoint";
    private static final String SLOTS = "/optimizer/";
    private static final String POLICY = "halfcaf.policy:";
    private static final String EXTRA = "halfcaf.extra:";
    private static final String STEPS_SEEN = "halfcaf.steps.seen";
    private static final String STEPS_APPLIED = "halfcaf.steps.applied";
    private static final String OPTIMIZER_STEPS = "halfcaf.steps.optimizer";
    private static final String RANDOM = "halfcaf.random";
    private static final String LOSS_SCALE = "halfcaf.loss_scale";
    private static final String FINITE_STEPS = "halfcaf.loss_scale.finite_steps";
    private static final String SKIPPED_AT_FLOOR = "halfcaf.loss_scale.skipped_at_floor";

    private final String file;
    private final Safetensors saved;

    private CheckpointFormat(String file, Safetensors saved) {
        this.file = file;
        this.saved = saved;
    }

    // ---- writing

    static Safetensors print(TrainState state, Map<String, String> policies, Map<String, String> extras) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(state.variables());
        state.optimizer()
                .slots()
                .forEach((path, slots) -> slots.forEach((name, slot) -> {
                    tensors.put(SLOTS + name + "/" + path, slot);
                }));
        Map<String, String> texts = new TreeMap<>();
        texts.put(VERSION_KEY, VERSION);
        texts.put(STEPS_SEEN, Long.toString(state.stepsSeen()));
        texts.put(STEPS_APPLIED, Long.toString(state.stepsApplied()));
        texts.put(OPTIMIZER_STEPS, Long.toString(state.optimizer().steps()));
        texts.put(RANDOM, Long.toString(state.random()));
        LossScale.State scale = state.lossScale();
        if (scale != null) {
            texts.put(LOSS_SCALE, Double.toString(scale.value()));
            texts.put(FINITE_STEPS, Integer.toString(scale.finiteSteps()));
            texts.put(SKIPPED_AT_FLOOR, Integer.toString(scale.skippedAtFloor()));
        }
        policies.forEach((path, policy) -> texts.put(POLICY + path, policy));
        extras.forEach((name, value) -> texts.put(EXTRA + name, value));
        return new Safetensors(tensors, texts);
    }

    // ---- reading

    /** The tensors of a file that are variables: all, unless it is a checkpoint. */
    static Map<String, Tensor> variables(Safetensors saved) {
        Map<String, Tensor> variables = new LinkedHashMap<>(saved.tensors());
        if (saved.metadata().containsKey(VERSION_KEY)) {
            variables.keySet().removeIf(name -> name.startsWith(SLOTS));
        }
        return variables;
    }

    /** @throws CheckpointException if it is no checkpoint, or one that contradicts itself */
    static Checkpoint parse(String file, Safetensors saved) {
        CheckpointFormat format = new CheckpointFormat(file, saved);
        format.requireVersion();
        return new Checkpoint(file, format.state(), format.texts(POLICY), format.texts(EXTRA));
    }

    private void requireVersion() {
        String version = saved.metadata().get(VERSION_KEY);
        if (version == null) {
            throw new CheckpointException(
                    file, "is no checkpoint of a training run: it has tensors only. Fix: Weights.load(file, model).");
        }
        if (!version.equals(VERSION)) {
            throw new CheckpointException(
                    file,
                    "is a checkpoint of version " + version + "; this version of Halfcaf reads version " + VERSION
                            + ".");
        }
        text(Checksum.KEY);
    }

    private TrainState state() {
        long seen = count(STEPS_SEEN);
        long applied = count(STEPS_APPLIED);
        if (applied > seen) {
            throw new CheckpointException(
                    file, "has " + applied + " applied steps, more than the " + seen + " that it has seen.");
        }
        Map<String, Tensor> variables = variables(saved);
        Optimizer.State optimizer = new Optimizer.State(count(OPTIMIZER_STEPS), slots(variables));
        return new TrainState(variables, optimizer, lossScale(), seen, applied, number(RANDOM, Long::valueOf));
    }

    private LossScale.@Nullable State lossScale() {
        if (!saved.metadata().containsKey(LOSS_SCALE)) {
            return null;
        }
        double value = number(LOSS_SCALE, Double::valueOf);
        if (!(value > 0 && Double.isFinite(value))) {
            throw wrong(LOSS_SCALE);
        }
        return new LossScale.State(value, smallCount(FINITE_STEPS), smallCount(SKIPPED_AT_FLOOR));
    }

    /** By path and name. Optimizers without slots have an empty map for each variable, too. */
    private Map<String, Map<String, Tensor>> slots(Map<String, Tensor> variables) {
        Map<String, Map<String, Tensor>> slots = new LinkedHashMap<>();
        variables.keySet().forEach(path -> slots.put(path, new LinkedHashMap<>()));
        saved.tensors().forEach((name, slot) -> {
            if (name.startsWith(SLOTS)) {
                int slash = name.indexOf('/', SLOTS.length());
                Tensor variable = slash < 0 ? null : variables.get(name.substring(slash + 1));
                Map<String, Tensor> ofVariable = slash < 0 ? null : slots.get(name.substring(slash + 1));
                if (variable == null || ofVariable == null) {
                    throw new CheckpointException(
                            file, "has a tensor '" + name + "', which is a slot of no variable in the file.");
                }
                requireLike(variable, name, slot);
                ofVariable.put(name.substring(SLOTS.length(), slash), slot);
            }
        });
        return slots;
    }

    private void requireLike(Tensor variable, String name, Tensor slot) {
        if (!slot.shape().equals(variable.shape())) {
            throw new CheckpointException(
                    file,
                    "tensor '" + name + "' has shape " + slot.shape() + ", its variable has shape " + variable.shape()
                            + ".");
        }
        if (!slot.dtype().isFloating()) {
            throw new CheckpointException(
                    file, "tensor '" + name + "' is " + slot.dtype() + "; slots are floating numbers.");
        }
    }

    private Map<String, String> texts(String prefix) {
        Map<String, String> texts = new TreeMap<>();
        saved.metadata().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                texts.put(key.substring(prefix.length()), value);
            }
        });
        return texts;
    }

    private String text(String key) {
        String text = saved.metadata().get(key);
        if (text == null) {
            throw new CheckpointException(file, "has no '" + key + "' in its metadata, which every checkpoint has.");
        }
        return text;
    }

    private <T> T number(String key, Function<String, T> parser) {
        try {
            return parser.apply(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key);
        }
    }

    private long count(String key) {
        long count = number(key, Long::valueOf);
        if (count < 0) {
            throw wrong(key);
        }
        return count;
    }

    private int smallCount(String key) {
        int count = number(key, Integer::valueOf);
        if (count < 0) {
            throw wrong(key);
        }
        return count;
    }

    private CheckpointException wrong(String key) {
        return new CheckpointException(
                file, "has '" + text(key) + "' as '" + key + "' in its metadata, which cannot be.");
    }
}
