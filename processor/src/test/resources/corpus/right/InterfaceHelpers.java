// policies: float32, mixed_float16
package interface_helpers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.qualifier.SameDtype;

/** Helpers in interfaces and enums, by default methods and constants with bodies. */
interface Shifted {
    @SameDtype
    default Tensor shifted(@SameDtype Tensor x) {
        return x.add(1);
    }

    static Tensor plain(Tensor x) {
        return x.neg();
    }

    Tensor applied(Tensor x);
}

enum Activation implements TensorFunction {
    RELU {
        @Override
        public Tensor forward(Tensor x) {
            return x.relu();
        }
    },
    SQUARED_RELU {
        @Override
        public Tensor forward(Tensor x) {
            Tensor y = x.relu();
            return y.mul(y);
        }
    };

    static Activation of(boolean squared) {
        return squared ? SQUARED_RELU : RELU;
    }
}

@DtypePolicy("POLICY")
abstract class InterfaceHelpers extends Layer implements Shifted {
    final Activation activation;

    InterfaceHelpers(boolean squared) {
        activation = Activation.of(squared);
    }

    public Tensor forward(Tensor x) {
        return activation.forward(x).add(shifted(x)).add(Shifted.plain(x)).add(applied(x));
    }

    @Override
    public Tensor applied(Tensor x) {
        return Activation.RELU.forward(x);
    }
}
