package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.internal.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a loss, without any scale, for the variables of a model that the loss depends on, in the model's order.
 * They are float32, or the variable's dtype where that is wider, and belong to the caller.
 */
public final class Gradients {
    private final List<Gradient> gradients;
    private final double loss;
    private final double scale;
    private final boolean skipNonFinite;
    private final @Nullable String firstNonFiniteVariable;
    private final @Nullable String firstNonFiniteOp;

    Gradients(
            List<Gradient> gradients,
            double loss,
            double scale,
            boolean skipNonFinite,
            @Nullable String firstNonFiniteVariable,
            @Nullable String firstNonFiniteOp) {
        this.gradients = List.copyOf(gradients);
        this.loss = loss;
        this.scale = scale;
        this.skipNonFinite = skipNonFinite;
        this.firstNonFiniteVariable = firstNonFiniteVariable;
        this.firstNonFiniteOp = firstNonFiniteOp;
    }

    /** The unscaled loss. */
    public double loss() {
        return loss;
    }

    /** The variables that have a gradient here. */
    public List<Variable> variables() {
        return gradients.stream().map(Gradient::variable).toList();
    }

    /**
     * The gradient of a variable.
     *
     * @throws IllegalArgumentException if the loss does not depend on it
     */
    public Tensor of(Variable variable) {
        Access access = Access.get();
        for (Gradient gradient : gradients) {
            if (access.key(gradient.variable()) == access.key(variable)) {
                return access.tensor(gradient.value());
            }
        }
        throw new IllegalArgumentException(
                "There is no gradient of " + variable + ": the loss does not depend on it, or it is not trained.");
    }

    /** Whether all gradients are finite. */
    public boolean isFinite() {
        // Without scaling nobody has looked yet.
        return firstNonFiniteVariable == null
                && (skipNonFinite || gradients.stream().allMatch(Gradient::isFinite));
    }

    /** Whether an update with these gradients is left out. */
    boolean isSkipped() {
        return skipNonFinite && firstNonFiniteVariable != null;
    }

    List<Gradient> entries() {
        return gradients;
    }

    StepResult result(boolean applied) {
        return new StepResult(loss, applied, scale, scale, firstNonFiniteVariable, firstNonFiniteOp);
    }
}
