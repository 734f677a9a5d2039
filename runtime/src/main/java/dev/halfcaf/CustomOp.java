package dev.halfcaf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An op of your own, with its gradient. Implement it as a record whose components are the op's settings, and call
 * {@link #apply}:
 *
 * <pre>{@code
 * record Swish(double beta) implements CustomOp {
 *   public String name() {
 *     return "swish";
 *   }
 *
 *   public Tensor forward(List<Tensor> inputs) {
 *     Tensor x = inputs.get(0);
 *     return x.mul(x.mul(beta).sigmoid());
 *   }
 *
 *   public Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
 *     Tensor gate = inputs.get(0).mul(beta).sigmoid();
 *     Tensor slope = gate.add(output.mul(beta).mul(gate.neg().add(1)));
 *     return new Tensor[] {outputGradient.mul(slope)};
 *   }
 * }
 *
 * Tensor y = new Swish(1.5).apply(x);
 * }</pre>
 *
 * <p>Where a composition of other ops is all you need, write a method instead: its gradient comes by itself.
 */
public interface CustomOp {
    /** The name in messages. */
    String name();

    /**
     * Computes the output. What it does with the inputs is not recorded; the gradient is what {@link #gradients} says.
     */
    Tensor forward(List<Tensor> inputs);

    /**
     * The gradient with respect to each input.
     *
     * @param outputGradient of the shape and dtype of the output
     * @return one entry for each input, of its shape and any floating dtype; null where the gradient is zero, or the
     *     input is not floating
     */
    @Nullable
    Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output);

    /** Applies this op, and records it while a step trains what the operands come from. */
    default Tensor apply(Operand... operands) {
        return Tensor.apply(new CustomOpAdapter(this), Tensor.tensors(operands));
    }
}
