package dev.halfcaf;

import java.util.Objects;

/**
 * A layer that is trained as a whole. If it has a method {@code Tensor loss(Tensor output, ...)}, the processor generates
 * its train step, {@code <Name>TrainStep}, which scales that loss as the model's policy says.
 *
 * <p>{@code loss} returns a scalar in float32 (or float64). Its first parameter takes what {@code forward} returned, cast
 * to float32; the others, such as labels, become parameters of the step's {@code run} behind those of {@code forward}.
 */
public abstract class Model extends Layer {
    protected Model() {}

    /**
     * Gives layers within this model policies of their own, by their paths; in the place of the map in its annotation, if
     * it has one. Comes before the model's first use, and before {@link #initialize}.
     *
     * @throws IllegalStateException if the model has its policies already
     */
    public final void usePolicies(PolicyMap policies) {
        Objects.requireNonNull(policies, "policies");
        if (bindingOrNull() != null) {
            throw new IllegalStateException(
                    describe() + " has its policies already: usePolicies comes before its first use.");
        }
        requireWrapper().give(policies);
    }
}
