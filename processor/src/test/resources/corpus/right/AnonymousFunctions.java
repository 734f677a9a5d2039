// policies: float32, mixed_float16, mixed_bfloat16
package anonymous_functions;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.Variable;
import java.util.function.Function;

/** Local classes, anonymous classes, inner classes and nested lambdas around tensors. */
@DtypePolicy("POLICY")
abstract class AnonymousFunctions extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(4), Initializer.ones());

    final TensorFunction half = new TensorFunction() {
        @Override
        public Tensor forward(Tensor x) {
            return x.div(2);
        }
    };

    private final class Scaler {
        private final double factor;

        Scaler(double factor) {
            this.factor = factor;
        }

        Tensor scaled(Tensor x) {
            return x.mul(scale).mul(factor);
        }
    }

    private static final class Counter {
        private int calls;

        Tensor counted(Tensor x) {
            calls++;
            return x.mul(calls);
        }
    }

    public Tensor forward(Tensor x) {
        class Local {
            Tensor twice(Tensor y) {
                return y.add(y).add(x);
            }
        }
        Function<Double, TensorFunction> shift = by -> y -> y.add(by).mul(scale);
        Tensor y = new Local().twice(x).add(half.forward(x)).add(new Scaler(3).scaled(x));
        Comparable<Tensor> never = other -> other.size();
        return shift.apply(0.5).forward(y).add(new Counter().counted(x)).mul(never.compareTo(x));
    }
}
