package dev.halfcaf;

/**
 * A layer that is trained as a whole. If it has a method {@code Tensor loss(Tensor output, ...)}, the processor generates
 * its train step, {@code <Name>TrainStep}, which scales that loss as the model's policy says.
 *
 * <p>{@code loss} returns a scalar in float32 (or float64). Its first parameter takes what {@code forward} returned, cast
 * to float32; the others, such as labels, become parameters of the step's {@code run} behind those of {@code forward}. Of
 * several methods {@code forward}, each whose result {@code loss} takes gets a {@code run}.
 */
public abstract class Model extends Layer {
    protected Model() {}
}
