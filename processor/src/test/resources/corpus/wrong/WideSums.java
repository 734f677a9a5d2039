package wide_sums;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A dtype of which only a lower bound is known meets a known one: in a helper, x may be anything. */
@DtypePolicy
abstract class WideSums extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return named(x).add(unnamed(x));
    }

    private Tensor named(Tensor x) {
        Tensor wide = x.cast(x.dtype().atLeastFloat32());
        // error@34: [DtypeMismatch] matmul: left is float32 or float64, right is float16 under policy 'float16'
        //   wide is float32 or float64: cast to float32 or float64 (line 20)
        //   kernel.value() is float16: variable dtype of WideSums, which takes its policy from its surroundings (line 11)
        //   Fix: kernel.value().cast(wide.dtype())
        return wide.matmul(kernel.value()).cast(computeDtype());
    }

    private Tensor unnamed(Tensor x) {
        // error@64: [DtypeMismatch] matmul: left is float32 or float64, right is float16 under policy 'float16'
        //   x.cast(x.dtype().atLeastFloat32()) is float32 or float64: cast to float32 or float64 (line 33)
        //   kernel.value() is float16: variable dtype of WideSums, which takes its policy from its surroundings (line 11)
        //   Fix: give left a name, and cast right to its dtype().
        return x.cast(x.dtype().atLeastFloat32()).matmul(kernel.value()).cast(computeDtype());
    }
}
