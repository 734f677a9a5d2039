package dev.halfcaf.checkpoint;

import dev.halfcaf.Tensor;
import dev.halfcaf.train.EarlyStopping;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.TrainingPosition;
import dev.halfcaf.train.TrainingProgress;
import dev.halfcaf.train.WeightAverage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a checkpoint stands in a safetensors file: variables by their paths, other tensors by a name that begins with a slash, as
 * no path of a variable does, all else as metadata. {@link CheckpointReader} is the way back.
 */
final class CheckpointFormat {
    static final String VERSION = "1";
    static final String VERSION_KEY = "halfcaf.checkpoint";

    /** {@code /optimizer/<slot>/<path>}. */
    static final String SLOTS = "/optimizer/";
    /** {@code /average/<path>}. */
    static final String AVERAGE = "/average/";
    /** {@code /best/<path>}. */
    static final String BEST = "/best/";

    static final String POLICY = "halfcaf.policy:";
    static final String EXTRA = "halfcaf.extra:";
    static final String STEPS_SEEN = "halfcaf.steps.seen";
    static final String STEPS_APPLIED = "halfcaf.steps.applied";
    static final String OPTIMIZER_STEPS = "halfcaf.steps.optimizer";
    static final String RANDOM = "halfcaf.random";
    static final String LOSS_SCALE = "halfcaf.loss_scale";
    static final String FINITE_STEPS = "halfcaf.loss_scale.finite_steps";
    static final String SKIPPED_AT_FLOOR = "halfcaf.loss_scale.skipped_at_floor";
    static final String EPOCH = "halfcaf.position.epoch";
    static final String BATCH = "halfcaf.position.batch";
    static final String SEED = "halfcaf.position.seed";
    static final String LOSS_SUM = "halfcaf.position.loss_sum";
    static final String LOSSES = "halfcaf.position.losses";
    static final String WATCHED = "halfcaf.early_stopping.metric";
    static final String BEST_VALUE = "halfcaf.early_stopping.best";
    static final String EPOCHS_SINCE = "halfcaf.early_stopping.epochs_since";
    static final String AVERAGE_UPDATES = "halfcaf.average.updates";

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    private CheckpointFormat() {}

    static Safetensors print(CheckpointContent content) {
        CheckpointFormat format = new CheckpointFormat();
        format.texts.put(VERSION_KEY, VERSION);
        format.add(content.state());
        TrainingProgress progress = content.progress();
        if (progress != null) {
            format.add(progress);
        }
        content.policies().forEach((path, policy) -> format.texts.put(POLICY + path, policy));
        content.extras().forEach((name, value) -> format.texts.put(EXTRA + name, value));
        return new Safetensors(format.tensors, format.texts);
    }

    private void add(TrainState state) {
        tensors.putAll(state.variables());
        state.optimizer()
                .slots()
                .forEach((path, slots) -> slots.forEach((name, slot) -> tensors.put(SLOTS + name + "/" + path, slot)));
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
    }

    private void add(TrainingProgress progress) {
        TrainingPosition position = progress.position();
        texts.put(EPOCH, Integer.toString(position.epoch()));
        texts.put(BATCH, Long.toString(position.batch()));
        texts.put(SEED, Long.toString(position.seed()));
        texts.put(LOSS_SUM, Double.toString(position.lossSum()));
        texts.put(LOSSES, Long.toString(position.losses()));
        EarlyStopping.State stopping = progress.stopping();
        if (stopping != null) {
            texts.put(WATCHED, stopping.metric());
            texts.put(BEST_VALUE, Double.toString(stopping.best()));
            texts.put(EPOCHS_SINCE, Integer.toString(stopping.epochsSince()));
            stopping.bestValues().forEach((path, value) -> tensors.put(BEST + path, value));
        }
        WeightAverage.State average = progress.average();
        if (average != null) {
            texts.put(AVERAGE_UPDATES, Long.toString(average.updates()));
            average.averages().forEach((path, value) -> tensors.put(AVERAGE + path, value));
        }
    }

    /** The tensors of a file that are variables: all, unless it is a checkpoint. */
    static Map<String, Tensor> variables(Safetensors saved) {
        Map<String, Tensor> variables = new LinkedHashMap<>(saved.tensors());
        if (saved.metadata().containsKey(VERSION_KEY)) {
            variables.keySet().removeIf(name -> name.startsWith("/"));
        }
        return variables;
    }
}
