package dev.halfcaf.checkpoint;

import dev.halfcaf.LossScaling;
import dev.halfcaf.ModelSummary;
import dev.halfcaf.Variable;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.ScaledTrainStep;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.TrainStep;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A training run at one moment: variables, the optimizer's slots, loss scale, counters, random state, the policies of the
 * layers, and what else a loop wants to find again. Restored into a step with the same model, policies, optimizer and
 * settings, training goes on with the same bits as if it had never stopped.
 *
 * <pre>{@code
 * Checkpoint.of(step).with("epoch", epoch).save(file);
 *
 * Checkpoint saved = Checkpoint.read(file);
 * saved.restore(step);
 * long epoch = saved.number("epoch");
 * }</pre>
 *
 * <p>Under other policies a run goes on, too, though not with the same bits: variables and slots of another floating dtype
 * are rounded once to the step's own. A step without a loss scale leaves the saved one out; one with a loss scale begins
 * at its start where none was saved. Immutable.
 */
public final class Checkpoint {
    private final String where;
    private final TrainState state;
    private final Map<String, String> policies;
    private final Map<String, String> extras;

    Checkpoint(String where, TrainState state, Map<String, String> policies, Map<String, String> extras) {
        this.where = where;
        this.state = state;
        this.policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        this.extras = Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    /**
     * A copy of the run's state: what the step does later does not change it, so it can be saved in another thread.
     *
     * @throws IllegalStateException if a variable has no shape yet, or training is open on the model
     */
    public static Checkpoint of(TrainStep step) {
        Weights.requireAtRest(step.model());
        TrainState state = step.state();
        Map<String, String> policies = new LinkedHashMap<>();
        for (ModelSummary.Row row : step.model().summary().layers()) {
            policies.put(row.path(), row.policy().policy().name());
        }
        boolean scales = lossScale(step) != null;
        return new Checkpoint("this checkpoint", scales ? state : with(state, null), policies, Map.of());
    }

    /**
     * Reads a checkpoint that {@link #save} wrote.
     *
     * @throws CheckpointException if the file cannot be read, or is not whole, or is no checkpoint
     */
    public static Checkpoint read(Path file) {
        return CheckpointFormat.parse(file.toString(), Safetensors.read(file));
    }

    /** This checkpoint with a text of the caller's in it, in the place of an earlier one of that name. */
    public Checkpoint with(String name, String value) {
        Map<String, String> more = new TreeMap<>(extras);
        more.put(name, value);
        return new Checkpoint(where, state, policies, more);
    }

    /** This checkpoint with a number of the caller's in it: the epoch, the place in the data, the seed of their order. */
    public Checkpoint with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /**
     * Writes the checkpoint to a safetensors file. At every moment, also if the process is killed, the whole old or the
     * whole new one is there; see {@link Safetensors#write}.
     *
     * @throws CheckpointException if the file cannot be written; then the old one is as it was
     */
    public void save(Path file) {
        CheckpointFormat.print(state, policies, extras).write(file);
    }

    /**
     * Sets a step, its model and its optimizer to this state. Variables that have no shape yet get theirs from it.
     *
     * @throws CheckpointException if the state does not fit the model, the optimizer or the loss scale's settings; then
     *     nothing is changed
     */
    public void restore(TrainStep step) {
        List<Variable> variables = step.model().variables();
        ModelTensors.requireFit(where, state.variables(), variables);
        requireNoStraySlots(variables);
        LossScale scale = lossScale(step);
        LossScale.State scaleState = state.lossScale();
        if (scale == null) {
            scaleState = step instanceof ScaledTrainStep ? LossScale.none().state() : null;
        } else if (scaleState == null) {
            scaleState = LossScale.of(scale.scaling()).state();
        }
        try {
            step.restore(with(state, scaleState));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(where, e.getMessage() == null ? "does not fit." : e.getMessage(), e);
        }
    }

    /** A slot of a variable that the step does not train would be lost without a word. */
    private void requireNoStraySlots(List<Variable> variables) {
        Set<String> trained = variables.stream()
                .filter(Variable::isTrainable)
                .map(Variable::path)
                .collect(Collectors.toSet());
        state.optimizer().slots().forEach((path, slots) -> {
            if (!slots.isEmpty() && !trained.contains(path)) {
                throw new CheckpointException(
                        where, "has optimizer slots for variable '" + path + "', which the model does not train.");
            }
        });
    }

    /** Null for a step that does not scale. */
    private static @Nullable LossScale lossScale(TrainStep step) {
        return step instanceof ScaledTrainStep scaled && !(scaled.lossScale().scaling() instanceof LossScaling.None)
                ? scaled.lossScale()
                : null;
    }

    private static TrainState with(TrainState state, LossScale.@Nullable State lossScale) {
        return new TrainState(
                state.variables(),
                state.optimizer(),
                lossScale,
                state.stepsSeen(),
                state.stepsApplied(),
                state.random());
    }

    /** The names of the policies under which the run was, by the paths of the layers; the model's own path is empty. */
    public Map<String, String> policies() {
        return policies;
    }

    /** The steps that the run had taken, applied or skipped. */
    public long stepsSeen() {
        return state.stepsSeen();
    }

    /** What {@link #with} added, by name. */
    public Map<String, String> extras() {
        return extras;
    }

    /**
     * A text that was saved with the checkpoint.
     *
     * @throws CheckpointException if there is none of that name
     */
    public String text(String name) {
        String text = extras.get(name);
        if (text == null) {
            throw new CheckpointException(where, "has no '" + name + "'; it has " + extras.keySet() + ".");
        }
        return text;
    }

    /**
     * A number that was saved with the checkpoint.
     *
     * @throws CheckpointException if there is none of that name, or it is no whole number
     */
    public long number(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CheckpointException(where, "has '" + text + "' as '" + name + "', which is no whole number.", e);
        }
    }
}
