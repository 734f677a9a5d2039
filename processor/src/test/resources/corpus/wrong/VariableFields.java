package variable_fields;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy
abstract class Norm extends Layer {
    @Float32
    final Variable scale = Variable.of("scale", Shape.of(3), Initializer.ones());
    @Int64
    @NonTrainable
    final Variable steps = Variable.of("steps", Shape.of(), Initializer.zeros());

    public Tensor forward(Tensor x) {
        steps.assign(steps.asTensor().add(1));
        // error@22: [DtypeMismatch] assign: newValue is float16, but must be int64 under policy 'mixed_float16'
        //   x is float16: compute dtype of Norm, which takes its policy from its surroundings (line 7)
        //   Fix: x.cast(Dtype.INT64)
        steps.assign(x);
        return x;
    }
}

@DtypePolicy(only = {"float32", "mixed_float16"})
abstract class Restricted extends Layer {
    @Float32
    final Variable scale = Variable.of("scale", Shape.of(3), Initializer.ones());

    public Tensor forward(Tensor x) {
        // error@57: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
        //   x.mul(scale.value().cast(x.dtype())) is float16: compute dtype of Restricted, which takes its policy from its surroundings (line 25)
        //   scale is float32: declared @Float32 (line 27)
        //   Fix: scale.asTensor().cast(computeDtype())
        return x.mul(scale.value().cast(x.dtype())).add(scale);
    }
}
