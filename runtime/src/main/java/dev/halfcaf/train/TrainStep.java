package dev.halfcaf.train;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.WrapperFormat;
import dev.halfcaf.internal.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every generated train step is: a model, an optimizer, and the count of steps. The generated class adds {@code run}
 * and its two halves, {@code gradients} of a batch and {@link #apply}, between which an engine may sit that collects
 * gradients from elsewhere. Not safe for use by several threads at once.
 */
public abstract sealed class TrainStep permits ScaledTrainStep, PlainTrainStep {
    private final Layer model;
    private final Optimizer optimizer;
    private long stepsSeen;
    private long stepsApplied;

    TrainStep(int format, Layer model, Optimizer optimizer) {
        WrapperFormat.require(format, getClass());
        this.model = model;
        this.optimizer = optimizer;
        // Binds the model, so that its policy is known from here on.
        model.variables();
    }

    /**
     * The second half of a step: applies gradients to the model's variables, or skips them.
     *
     * @throws LossScaleExhausted if the loss scale can go no lower and steps are skipped all the same
     */
    public abstract StepResult apply(Gradients gradients);

    final StepResult update(Gradients gradients) {
        StepResult result = optimizer.apply(gradients);
        stepsSeen++;
        stepsApplied += result.applied() ? 1 : 0;
        return result;
    }

    /** The optimizer. */
    public final Optimizer optimizer() {
        return optimizer;
    }

    /** The steps taken, applied or skipped. */
    public final long stepsSeen() {
        return stepsSeen;
    }

    /** The steps that changed the variables. */
    public final long stepsApplied() {
        return stepsApplied;
    }

    /** The steps that were skipped because a gradient was not finite. */
    public final long stepsSkipped() {
        return stepsSeen - stepsApplied;
    }

    // ---- what generated steps call

    /** A floating tensor as {@code loss} takes it: float32, or float64 if it is that; others as they are. */
    protected static @Nullable Tensor lossInput(@Nullable Tensor tensor) {
        return tensor == null || !tensor.dtype().isFloating()
                ? tensor
                : tensor.cast(tensor.dtype().atLeastFloat32());
    }

    /** A floating tensor in the dtype that {@code like} has as an input of {@code loss}; others as they are. */
    protected static @Nullable Tensor lossInput(@Nullable Tensor tensor, @Nullable Tensor like) {
        if (tensor == null || like == null || !like.dtype().isFloating()) {
            return lossInput(tensor);
        }
        return tensor.dtype().isFloating() ? tensor.cast(like.dtype().atLeastFloat32()) : tensor;
    }

    /** {@link #lossInput(Tensor)} of each. */
    protected static @Nullable Tensor @Nullable [] lossInputs(@Nullable Tensor @Nullable [] tensors) {
        if (tensors == null) {
            return null;
        }
        @Nullable Tensor[] inputs = new Tensor[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            inputs[i] = lossInput(tensors[i]);
        }
        return inputs;
    }

    /** {@link #lossInput(Tensor)} of each. */
    protected static @Nullable List<Tensor> lossInputs(@Nullable List<Tensor> tensors) {
        if (tensors == null) {
            return null;
        }
        List<Tensor> inputs = new ArrayList<>(tensors.size());
        for (Tensor tensor : tensors) {
            inputs.add(lossInput(tensor));
        }
        return inputs;
    }

    // ---- state

    /** All that a run needs to go on with the same bits: a copy of its variables, slots, counters, scale and random state. */
    public final TrainState state() {
        Map<String, Tensor> variables = new LinkedHashMap<>();
        for (Variable variable : model.variables()) {
            variables.put(variable.path(), variable.value());
        }
        return new TrainState(
                variables,
                optimizer.state(model.trainableVariables()),
                lossScaleState(),
                stepsSeen,
                stepsApplied,
                Access.get().randomState(model));
    }

    /**
     * Goes on from a state of a run with the same model, optimizer and loss scale settings.
     *
     * @throws IllegalArgumentException if the state does not fit; then nothing is changed
     */
    public final void restore(TrainState state) {
        List<Variable> variables = model.variables();
        state.requireVariables(variables);
        optimizer.requireFits(state.optimizer(), model.trainableVariables());
        restoreLossScale(state.lossScale());
        for (Variable variable : variables) {
            variable.assign(state.variable(variable.path()));
        }
        optimizer.restore(state.optimizer(), model.trainableVariables());
        stepsSeen = state.stepsSeen();
        stepsApplied = state.stepsApplied();
        Access.get().restoreRandom(model, state.random());
    }

    abstract LossScale.@Nullable State lossScaleState();

    abstract void restoreLossScale(LossScale.@Nullable State state);
}
