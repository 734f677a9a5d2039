package dev.halfcaf.train;

import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.internal.Access;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums the gradients of several micro-batches, for one update with their average: a batch larger than memory holds.
 *
 * <pre>{@code
 * GradientAccumulator window = new GradientAccumulator();
 * for (Batch batch : fourMicroBatches) {
 *   window.add(step.gradients(batch.x(), batch.labels()));
 * }
 * StepResult result = step.apply(window.average());
 * }</pre>
 *
 * The average of equal micro-batches, whose losses are means, is the gradient of the whole batch; where they differ in size,
 * {@link #add(Gradients, double)} takes it. A variable that a micro-batch does not reach has gradient zero there.
 *
 * <p>From the first {@code add} to {@link #average} is one window, and one step: the loss scale stays as it is, one micro-batch
 * whose gradients are not finite skips the whole window, and counters count one. Sums are float32, or the gradient's dtype
 * where that is wider. Not safe for use by several threads at once.
 */
public final class GradientAccumulator {
    private final Map<Object, Gradient> byKey = new IdentityHashMap<>();
    private final List<Object> order = new ArrayList<>();
    private double loss;
    private double weight;
    private double firstWeight;
    private int size;
    private @Nullable ScaleInForce scale;
    private @Nullable GradientBuffers buffers;
    private FiniteVerdict verdict = FiniteVerdict.FINITE;

    /** Begins with an empty window. */
    public GradientAccumulator() {}

    /** Adds a micro-batch that counts as much as the others; it is used up. */
    public void add(Gradients gradients) {
        add(gradients, 1);
    }

    /**
     * Adds a micro-batch; it is used up.
     *
     * @param weight what it counts, such as its number of examples
     * @throws IllegalArgumentException if the weight is not positive and finite
     * @throws IllegalStateException if the loss scale has changed inside the window, or the gradients are used up
     */
    public void add(Gradients gradients, double weight) {
        Require.positive("weight", weight);
        gradients.requireUnused();
        ScaleInForce inForce = scale;
        if (inForce != null && !inForce.equals(gradients.scale())) {
            throw new IllegalStateException("The micro-batches of this window were scaled by " + inForce.value()
                    + ", and this one by " + gradients.scale().value()
                    + (inForce.owner() == gradients.scale().owner() ? "" : " of another LossScale")
                    + ": the loss scale is updated once for a window, with the result of applying average().");
        }
        gradients.useUp("accumulated");
        if (scale == null) {
            scale = gradients.scale();
            buffers = gradients.buffers();
            firstWeight = weight;
        }
        if (verdict.firstVariable() == null) {
            verdict = gradients.verdict();
        }
        for (Gradient gradient : gradients.entries()) {
            add(gradient, weight / firstWeight, gradients.buffers());
        }
        loss += weight * gradients.loss();
        this.weight += weight;
        size++;
    }

    private void add(Gradient gradient, double relativeWeight, GradientBuffers home) {
        Object key = Access.get().key(gradient.variable());
        Gradient sum = byKey.get(key);
        if (sum == null) {
            byKey.put(key, gradient.times(relativeWeight));
            order.add(key);
        } else {
            sum.add(gradient, relativeWeight);
            home.giveBack(gradient.array());
        }
    }

    /** The micro-batches in the window so far. */
    public int size() {
        return size;
    }

    /**
     * The weighted average of the window, with the average of its losses, and begins a new window.
     *
     * @throws IllegalStateException if the window is empty
     */
    public Gradients average() {
        ScaleInForce inForce = scale;
        GradientBuffers home = buffers;
        if (inForce == null || home == null) {
            throw new IllegalStateException("No gradients were added to this window; there is no average.");
        }
        List<Gradient> averages = new ArrayList<>();
        for (Object key : order) {
            Gradient sum = byKey.get(key);
            if (sum != null) {
                averages.add(sum.times(firstWeight / weight));
            }
        }
        Gradients result = new Gradients(averages, loss / weight, inForce, finalVerdict(averages, inForce), home);
        clear();
        return result;
    }

    /** Each summand was looked at; the sum may be too large all the same. */
    private FiniteVerdict finalVerdict(List<Gradient> averages, ScaleInForce inForce) {
        if (verdict.firstVariable() == null && size > 1 && inForce.skipsNonFinite()) {
            for (Gradient average : averages) {
                if (!average.isFinite()) {
                    return new FiniteVerdict(true, average.variable().path(), null);
                }
            }
        }
        return verdict;
    }

    private void clear() {
        byKey.clear();
        order.clear();
        loss = 0;
        weight = 0;
        size = 0;
        scale = null;
        buffers = null;
        verdict = FiniteVerdict.FINITE;
    }
}
