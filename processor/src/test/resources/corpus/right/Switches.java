// policies: float32, mixed_float16, bfloat16
package switches;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Switch expressions and statements. */
enum Activation {
    RELU,
    TANH,
    GELU,
    NONE
}

@DtypePolicy("POLICY")
abstract class Switched extends Layer {
    final Activation activation;

    Switched(Activation activation) {
        this.activation = activation;
    }

    public Tensor forward(Tensor x) {
        Tensor y = switch (activation) {
            case RELU -> x.relu();
            case TANH -> x.tanh();
            case GELU -> {
                Tensor gate = x.mul(1.702).sigmoid();
                yield x.mul(gate);
            }
            case NONE -> x;
        };
        return y.add(scaled(x));
    }

    private Tensor scaled(Tensor x) {
        Tensor result = x;
        switch (activation) {
            case RELU:
                result = x.mul(2);
                // falls through
            case TANH:
                result = result.add(1);
                break;
            case GELU:
                return x;
            default:
                result = result.neg();
        }
        return result;
    }
}

@DtypePolicy("POLICY")
abstract class ByDtype extends Layer {
    public Tensor forward(Tensor x) {
        double lowest = switch (x.dtype()) {
            case FLOAT16 -> -65504;
            case BFLOAT16, FLOAT32 -> -1e30;
            default -> Double.NEGATIVE_INFINITY;
        };
        return x.maximum(Tensor.scalar(Math.max(lowest, x.dtype().lowest()), x.dtype()));
    }
}
