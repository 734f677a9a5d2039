package dev.halfcaf.train;

import dev.halfcaf.CastEach;
import dev.halfcaf.Dtype;
import dev.halfcaf.Layer;
import dev.halfcaf.Operand;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.WrapperFormat;
import dev.halfcaf.internal.Access;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** The model. */
    public final Layer model() {
        return model;
    }

    /** The optimizer. */
    public final Optimizer optimizer() {
        return optimizer;
    }

    /** The model's variables. */
    final List<Variable> variables() {
        return model.variables();
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

    /** {@link #lossInput(Tensor)} of what an operand reads as. */
    protected static @Nullable Tensor lossInput(@Nullable Operand operand) {
        return lossInput(operand == null ? null : operand.asTensor());
    }

    /** {@link #lossInput(Tensor)} of each. */
    protected static @Nullable Tensor @Nullable [] lossInputs(@Nullable Tensor @Nullable [] tensors) {
        return CastEach.in(tensors, tensor -> lossInputIfTensor(tensor));
    }

    /** {@link #lossInput(Tensor)} of each. */
    protected static @Nullable List<Tensor> lossInputs(@Nullable List<? extends Tensor> tensors) {
        return CastEach.in(tensors, (Tensor tensor) -> lossInputIfTensor(tensor));
    }

    /** {@link #lossInput(Tensor)} of what may be a tensor, by its declared type; else as it is. */
    @SuppressWarnings("unchecked") // What can be declared of a Tensor, which is final, can be declared of another.
    protected static <T extends @Nullable Object> T lossInputIfTensor(T input) {
        return input instanceof Tensor tensor ? (T) Objects.requireNonNull(lossInput(tensor)) : input;
    }

    /**
     * The dtype of what else {@code loss} takes: that of a tensor in the result of {@code forward}, as the step casts it.
     *
     * @param result a tensor, or an array, a list, a map or an optional of some; where it has no floating tensor, the
     *     model's compute dtype counts
     */
    protected final Dtype lossDtype(@Nullable Object result) {
        Dtype found = firstFloating(Collections.singletonList(result));
        Dtype dtype = found == null ? model.computeDtype() : found;
        return dtype.isFloating() ? dtype.atLeastFloat32() : Dtype.FLOAT32;
    }

    private static @Nullable Dtype firstFloating(Iterable<?> results) {
        for (Object result : results) {
            Dtype found = null;
            if (result instanceof Tensor tensor && tensor.dtype().isFloating()) {
                found = tensor.dtype();
            } else if (result instanceof Object[] array) {
                found = firstFloating(Arrays.asList(array));
            } else if (result instanceof List<?> list) {
                found = firstFloating(list);
            } else if (result instanceof Map<?, ?> map) {
                found = firstFloating(map.values());
            } else if (result instanceof Optional<?> optional) {
                found = firstFloating(optional.stream().toList());
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A floating tensor in this dtype, which {@link #lossDtype} gave; others as they are. */
    protected static @Nullable Tensor lossInput(@Nullable Tensor tensor, Dtype dtype) {
        return tensor == null || !tensor.dtype().isFloating() ? tensor : tensor.cast(dtype);
    }

    /** {@link #lossInput(Tensor, Dtype)} of what an operand reads as. */
    protected static @Nullable Tensor lossInput(@Nullable Operand operand, Dtype dtype) {
        return lossInput(operand == null ? null : operand.asTensor(), dtype);
    }

    /** {@link #lossInput(Tensor, Dtype)} of each. */
    protected static @Nullable Tensor @Nullable [] lossInputs(@Nullable Tensor @Nullable [] tensors, Dtype dtype) {
        return CastEach.in(tensors, tensor -> lossInputIfTensor(tensor, dtype));
    }

    /** {@link #lossInput(Tensor, Dtype)} of each. */
    protected static @Nullable List<Tensor> lossInputs(@Nullable List<? extends Tensor> tensors, Dtype dtype) {
        return CastEach.in(tensors, (Tensor tensor) -> lossInputIfTensor(tensor, dtype));
    }

    /** {@link #lossInput(Tensor, Dtype)} of what may be a tensor, by its declared type; else as it is. */
    @SuppressWarnings("unchecked") // What can be declared of a Tensor, which is final, can be declared of another.
    protected static <T extends @Nullable Object> T lossInputIfTensor(T input, Dtype dtype) {
        return input instanceof Tensor tensor ? (T) Objects.requireNonNull(lossInput(tensor, dtype)) : input;
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
     * Goes on from a state of a run with the same model, optimizer and loss scale settings. Variables that have no shape
     * yet get theirs from it.
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
