package dev.halfcaf.train;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.internal.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A moving average of a model's trainable variables, which often generalises better than the last values: after each applied
 * step {@code average = decay * average + (1 - decay) * value}, from the values at the start. It is kept in float32, or the
 * variable's dtype where that is wider: in half, {@code 1 - decay} of the difference would round to nothing.
 *
 * <pre>{@code
 * WeightAverage average = WeightAverage.of(model, 0.999);
 * average.update(step.run(x, labels));
 * double accuracy = average.inPlace(() -> accuracyOf(model));
 * }</pre>
 *
 * Not safe for use by several threads at once.
 */
public final class WeightAverage {
    private final Access access = Access.get();
    private final Layer model;
    private final List<Variable> variables;
    private final List<NdArray> averages = new ArrayList<>();
    private final double decay;
    private long updates;
    private boolean swappedIn;

    private WeightAverage(Layer model, double decay) {
        this.model = model;
        this.variables = model.trainableVariables();
        this.decay = decay;
        for (Variable variable : variables) {
            NdArray master = access.master(variable);
            NdArray average =
                    new FreshMemory(master.device()).allocate(master.dtype().atLeastFloat32(), master.shape());
            master.device().cast(master, average);
            averages.add(average);
        }
    }

    /**
     * An average that starts at the model's present values.
     *
     * @param decay what the average keeps of itself at each update, at least 0 and below 1; 0.999 is usual
     * @throws IllegalStateException if a trainable variable has no shape yet: give the model one batch first
     */
    public static WeightAverage of(Layer model, double decay) {
        Require.fraction("decay", decay);
        return new WeightAverage(model, decay);
    }

    /**
     * Takes the present values in, if the step was applied.
     *
     * @throws IllegalStateException inside {@link #inPlace}
     */
    public void update(StepResult result) {
        if (swappedIn) {
            throw new IllegalStateException(
                    "The averages are in the model, which gets its own values back at the end of inPlace: train after it.");
        }
        if (!result.applied()) {
            return;
        }
        updates++;
        for (int i = 0; i < averages.size(); i++) {
            NdArray average = averages.get(i);
            // One step of gradient descent on half the squared distance, whose gradient is average - value.
            average.device().sgd(new SgdStep(1 - decay, 0, false, 1, -1), wide(i), average, null, null);
        }
    }

    private NdArray wide(int i) {
        NdArray master = access.master(variables.get(i));
        NdArray average = averages.get(i);
        if (master.dtype() == average.dtype()) {
            return master;
        }
        NdArray cast = new FreshMemory(master.device()).allocate(average.dtype(), master.shape());
        master.device().cast(master, cast);
        return cast;
    }

    /** The steps that were taken in. */
    public long updates() {
        return updates;
    }

    /**
     * The average of a variable, a copy.
     *
     * @throws IllegalArgumentException if it is none of the model's trainable variables
     */
    public Tensor of(Variable variable) {
        for (int i = 0; i < averages.size(); i++) {
            if (access.key(variables.get(i)) == access.key(variable)) {
                return tensor(i);
            }
        }
        throw new IllegalArgumentException(
                "There is no average of " + variable + ": it is not one of the model's trainable variables.");
    }

    private Tensor tensor(int i) {
        return access.tensor(averages.get(i)).detach();
    }

    /**
     * Runs something, an evaluation or a save, while the model has the averages in the place of its values, which it gets back
     * with the same bits, also after an exception.
     *
     * @throws IllegalStateException if this is called inside itself, or while training is open on the model
     */
    public <T extends @Nullable Object> T inPlace(Supplier<T> use) {
        if (swappedIn || model.isTraining()) {
            throw new IllegalStateException(
                    swappedIn
                            ? "The averages are in the model already."
                            : "A tape is open on the model, whose gradients would mix averages and values. Close it first.");
        }
        List<Tensor> own = new ArrayList<>();
        for (Variable variable : variables) {
            own.add(access.tensor(access.master(variable)).detach());
        }
        swappedIn = true;
        try {
            for (int i = 0; i < averages.size(); i++) {
                variables.get(i).assign(access.tensor(averages.get(i)));
            }
            return use.get();
        } finally {
            for (int i = 0; i < own.size(); i++) {
                variables.get(i).assign(own.get(i));
            }
            swappedIn = false;
        }
    }

    /** The averages by variable path and the count of updates, to be kept with a checkpoint. */
    public State state() {
        Map<String, Tensor> byPath = new LinkedHashMap<>();
        for (int i = 0; i < averages.size(); i++) {
            byPath.put(variables.get(i).path(), tensor(i));
        }
        return new State(updates, byPath);
    }

    /**
     * Goes on from a {@link #state}.
     *
     * @throws IllegalArgumentException if it is not of the same variables; then nothing is changed
     */
    public void restore(State state) {
        List<Tensor> saved = new ArrayList<>();
        for (Variable variable : variables) {
            Tensor average = state.averages().get(variable.path());
            if (average == null || !average.shape().equals(variable.shape())) {
                throw new IllegalArgumentException("The saved averages have "
                        + (average == null ? "none" : "one of shape " + average.shape()) + " for variable '"
                        + variable.path() + "', whose shape is " + variable.shape() + ".");
            }
            saved.add(average);
        }
        updates = state.updates();
        for (int i = 0; i < averages.size(); i++) {
            NdArray average = averages.get(i);
            average.device().cast(access.array(saved.get(i)), average);
        }
    }

    /**
     * The averages at one moment of a run.
     *
     * @param updates the steps that were taken in
     * @param averages by variable path
     */
    public record State(long updates, Map<String, Tensor> averages) {}
}
