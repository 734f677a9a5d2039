package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.internal.Access;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a loss, without any scale, for the variables of a model that the loss depends on, in the model's order.
 * They are float32, or the variable's dtype where that is wider, and outlive the tape.
 *
 * <p>They can be looked at, {@linkplain #clipByGlobalNorm clipped}, {@linkplain GradientAccumulator accumulated} and {@linkplain
 * Optimizer#apply applied}. The last two use them up: their memory is the next step's, and touching them then throws. Clipping
 * changes these gradients, and costs no pass over them but that of the norm: the optimizer multiplies by the factor.
 */
public final class Gradients {
    private final List<Gradient> gradients;
    private final double loss;
    private final ScaleInForce scale;
    private final GradientBuffers buffers;
    private FiniteVerdict verdict;
    private @Nullable String usedUpBy;

    Gradients(
            List<Gradient> gradients, double loss, ScaleInForce scale, FiniteVerdict verdict, GradientBuffers buffers) {
        this.gradients = new ArrayList<>(gradients);
        this.loss = loss;
        this.scale = scale;
        this.verdict = verdict;
        this.buffers = buffers;
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
     * The gradient of a variable: a copy, the caller's own.
     *
     * @throws IllegalArgumentException if the loss does not depend on it
     * @throws IllegalStateException if these gradients are used up
     */
    public Tensor of(Variable variable) {
        requireUnused();
        Access access = Access.get();
        for (Gradient gradient : gradients) {
            if (access.key(gradient.variable()) == access.key(variable)) {
                return access.tensor(
                        gradient.value(new FreshMemory(gradient.array().device())));
            }
        }
        throw new IllegalArgumentException(
                "There is no gradient of " + variable + ": the loss does not depend on it, or it is not trained.");
    }

    /**
     * Whether all gradients are finite.
     *
     * @throws IllegalStateException if these gradients are used up
     */
    public boolean isFinite() {
        requireUnused();
        // Without scaling nobody has looked yet.
        return verdict.firstVariable() == null
                && (scale.skipsNonFinite() || gradients.stream().allMatch(Gradient::isFinite));
    }

    /**
     * The norm of all gradients together, as of one long vector: the root of the sum of all squares, in float64. Not finite
     * where a gradient is not.
     *
     * @throws IllegalStateException if these gradients are used up
     */
    public double norm() {
        requireUnused();
        return Math.sqrt(gradients.stream().mapToDouble(Gradient::sumOfSquares).sum());
    }

    /**
     * Limits each element to {@code -limit .. limit}. NaN stays NaN. Unlike the other two this changes the direction.
     *
     * @throws IllegalArgumentException if the limit is not positive and finite
     * @throws IllegalStateException if these gradients are used up
     */
    public void clipByValue(double limit) {
        Require.positive("limit", limit);
        requireUnused();
        for (int i = 0; i < gradients.size(); i++) {
            Gradient gradient = gradients.get(i);
            gradients.set(
                    i, gradient.clipped(limit, new FreshMemory(gradient.array().device())));
            buffers.giveBack(gradient.array());
        }
    }

    /**
     * Scales the gradient of each variable whose norm is larger down to this norm. Gradients whose norm is not finite are never
     * applied, also where the loss is not scaled: no factor makes them right.
     *
     * @throws IllegalArgumentException if the limit is not positive and finite
     * @throws IllegalStateException if these gradients are used up
     */
    public void clipByNorm(double maxNorm) {
        Require.positive("maxNorm", maxNorm);
        requireUnused();
        for (int i = 0; i < gradients.size(); i++) {
            Gradient gradient = gradients.get(i);
            double norm = Math.sqrt(gradient.sumOfSquares());
            if (!Double.isFinite(norm)) {
                skipBecauseOf(gradient);
            } else if (norm > maxNorm) {
                gradients.set(i, gradient.times(maxNorm / norm));
            }
        }
    }

    /**
     * Scales all gradients by one factor so that their common {@link #norm} is at most this. Gradients whose norm is not
     * finite are never applied, also where the loss is not scaled: no factor makes them right.
     *
     * @return the norm before, to be logged
     * @throws IllegalArgumentException if the limit is not positive and finite
     * @throws IllegalStateException if these gradients are used up
     */
    public double clipByGlobalNorm(double maxNorm) {
        Require.positive("maxNorm", maxNorm);
        requireUnused();
        double sum = 0;
        for (Gradient gradient : gradients) {
            double squares = gradient.sumOfSquares();
            sum += squares;
            if (!Double.isFinite(sum)) {
                skipBecauseOf(gradient);
                return Math.sqrt(sum);
            }
        }
        double norm = Math.sqrt(sum);
        if (norm > maxNorm) {
            gradients.replaceAll(gradient -> gradient.times(maxNorm / norm));
        }
        return norm;
    }

    /**
     * Takes the gradients of some variables out of these, for an optimizer of their own: {@code
     * bodyOptimizer.apply(gradients.take(v -> v.path().startsWith("body/")))}, then {@code headOptimizer.apply(gradients)}. If
     * one of all is not finite, both are skipped; {@link LossScale#update(List)} takes both results.
     *
     * @throws IllegalStateException if these gradients are used up
     */
    public Gradients take(Predicate<? super Variable> which) {
        requireUnused();
        List<Gradient> taken = new ArrayList<>();
        for (Iterator<Gradient> all = gradients.iterator(); all.hasNext(); ) {
            Gradient gradient = all.next();
            if (which.test(gradient.variable())) {
                taken.add(gradient);
                all.remove();
            }
        }
        return new Gradients(taken, loss, scale, verdict, buffers);
    }

    private void skipBecauseOf(Gradient gradient) {
        String known = verdict.firstVariable();
        verdict = new FiniteVerdict(true, known == null ? gradient.variable().path() : known, verdict.firstOp());
    }

    // ---- for the optimizer and the accumulator

    List<Gradient> entries() {
        return gradients;
    }

    ScaleInForce scale() {
        return scale;
    }

    FiniteVerdict verdict() {
        return verdict;
    }

    GradientBuffers buffers() {
        return buffers;
    }

    void requireUnused() {
        if (usedUpBy != null) {
            throw new IllegalStateException("These gradients were " + usedUpBy
                    + " already, and their memory is used again. Fix: read what is needed of them before, and take new "
                    + "gradients for another update.");
        }
    }

    /** From here on they are not read any more. */
    void useUp(String by) {
        requireUnused();
        usedUpBy = by;
    }

    StepResult result(boolean applied) {
        return new StepResult(loss, applied, scale.value(), scale.value(), verdict.firstVariable(), verdict.firstOp());
    }
}
