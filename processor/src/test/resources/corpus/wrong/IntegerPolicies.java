// policies: int32
package integer_policies;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** An integer policy on a class with trained variables, and on classes without. */
// error@14: [IntegerPolicy] IntegerPolicies is under policy 'int32' and trains kernel.
//   'int32' comes from class integer_policies.IntegerPolicies. A gradient is a fraction: a variable that is trained needs a floating dtype.
//   Fix: Name a floating policy such as "float32"; or mark the field @NonTrainable, or @Int64 for a counter.
@DtypePolicy("int32")
abstract class IntegerPolicies extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy("int32")
abstract class Counter extends Layer {
    @NonTrainable final Variable count = Variable.of("count", Shape.of(2, 2), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x;
    }
}
