package dev.halfcaf.train;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.internal.Access;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes variables by their gradients. Slots (the velocity, the moments) and arithmetic are float32, or the variable's
 * dtype where that is wider; a half variable is rounded once, when it is stored.
 *
 * <p>An optimizer keeps the slots of the variables it has seen, so it goes with one model. Not safe for use by several
 * threads at once.
 */
public abstract sealed class Optimizer permits Sgd, Adam, AdamW {
    private final Access access = Access.get();
    private final LearningRate learningRate;
    private final Map<Object, Map<String, NdArray>> slots = new IdentityHashMap<>();
    private long steps;

    Optimizer(LearningRate learningRate) {
        this.learningRate = learningRate;
    }

    /**
     * Updates each variable that has a gradient here, or none of them: where a gradient is not finite and the loss was
     * scaled, the step is skipped, and nothing changes, neither variables nor slots nor the count of steps. The gradients are
     * used up; where the loss was scaled, the result is for {@link LossScale#update(StepResult)}.
     *
     * @throws IllegalStateException if the gradients are used up already, or the schedule gives no learning rate
     */
    public final StepResult apply(Gradients gradients) {
        gradients.requireUnused();
        boolean applied = !gradients.verdict().skips();
        double rate = applied ? rate(steps + 1) : 0;
        gradients.useUp("applied");
        if (applied) {
            steps++;
            update(gradients, rate);
        }
        for (Gradient gradient : gradients.entries()) {
            gradients.buffers().giveBack(gradient.array());
        }
        StepResult result = gradients.result(applied);
        gradients.scale().owner().await();
        TrainingEvents.OF_JVM.step(result, steps);
        return result;
    }

    private double rate(long update) {
        double rate = learningRate.at(update);
        if (!(rate >= 0 && Double.isFinite(rate))) {
            throw new IllegalStateException(
                    "The learning rate of update " + update + " is " + rate + "; it must be at least 0, and finite.");
        }
        return rate;
    }

    private void update(Gradients gradients, double rate) {
        for (Gradient gradient : gradients.entries()) {
            Variable variable = gradient.variable();
            update(
                    new VariableUpdate(
                            variable,
                            gradient.array(),
                            gradient.factor(),
                            access.master(variable),
                            access.readCopy(variable),
                            slotsOf(variable)),
                    rate,
                    steps);
            access.updated(variable);
        }
    }

    /** The updates made so far; skipped steps do not count. */
    public final long steps() {
        return steps;
    }

    /** The learning rate of the next update. */
    public final double learningRate() {
        return learningRate.at(steps + 1);
    }

    /** The names of the slots that each variable has, such as {@code "velocity"}. */
    abstract List<String> slotNames();

    /** One update of a variable and its slots. */
    abstract void update(VariableUpdate update, double rate, long step);

    private List<NdArray> slotsOf(Variable variable) {
        return List.copyOf(slotsByName(variable).values());
    }

    private Map<String, NdArray> slotsByName(Variable variable) {
        return slots.computeIfAbsent(access.key(variable), key -> {
            NdArray master = access.master(variable);
            Map<String, NdArray> made = new LinkedHashMap<>();
            for (String name : slotNames()) {
                // New storage is zero, which is where all slots start.
                made.put(
                        name,
                        new FreshMemory(master.device()).allocate(master.dtype().atLeastFloat32(), master.shape()));
            }
            return made;
        });
    }

    /** Bytes of all slots. */
    public final long slotBytes() {
        return slots.values().stream()
                .flatMap(byName -> byName.values().stream())
                .mapToLong(slot -> slot.storage().bytes())
                .sum();
    }

    /** The state for these variables: copies of their slots, by path and name, and the count of steps. */
    final State state(List<Variable> variables) {
        Map<String, Map<String, Tensor>> byPath = new LinkedHashMap<>();
        for (Variable variable : variables) {
            Map<String, Tensor> copies = new LinkedHashMap<>();
            slotsByName(variable)
                    .forEach(
                            (name, slot) -> copies.put(name, access.tensor(slot).detach()));
            byPath.put(variable.path(), copies);
        }
        return new State(steps, byPath);
    }

    /** Whether {@link #restore} would take the state; if not, throws and says why. */
    final void requireFits(State state, List<Variable> variables) {
        for (Variable variable : variables) {
            Map<String, Tensor> saved = state.slots().get(variable.path());
            if (saved == null || !saved.keySet().equals(Set.copyOf(slotNames()))) {
                throw new IllegalArgumentException("The saved optimizer state has "
                        + (saved == null ? "no slots" : "slots " + saved.keySet()) + " for variable '" + variable.path()
                        + "'; " + getClass().getSimpleName() + " needs " + slotNames() + ".");
            }
            saved.forEach((name, slot) -> {
                Shape shape = slot.shape();
                if (variable.hasShape() && !shape.equals(variable.shape())) {
                    throw new IllegalArgumentException("The saved slot '" + name + "' of variable '" + variable.path()
                            + "' has shape " + shape + ", the variable " + variable.shape() + ".");
                }
            });
        }
    }

    /** Goes on from a state that {@link #requireFits}. */
    final void restore(State state, List<Variable> variables) {
        steps = state.steps();
        for (Variable variable : variables) {
            Map<String, Tensor> saved = state.slots().get(variable.path());
            slotsByName(variable).forEach((name, slot) -> {
                if (saved != null && saved.get(name) != null) {
                    slot.device().cast(access.array(saved.get(name)), slot);
                }
            });
        }
    }

    /**
     * An optimizer at one moment of a run.
     *
     * @param steps the updates made
     * @param slots by variable path, then by slot name
     */
    public record State(long steps, Map<String, Map<String, Tensor>> slots) {}
}
