package variable_fields;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy
abstract class Norm extends Layer {
    @Float32
    // error@20: [VariableDtype] scale is declared float32, but variables are kept in float16 under policy 'float16'
    //   The class takes its policy from its surroundings.
    //   Fix: remove the qualifier; or @DtypePolicy(only = {"mixed_float16", "mixed_bfloat16", "float32"}).
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
        //   x.mul(scale.value().cast(x.dtype())) is float16: compute dtype of Restricted, which takes its policy from its surroundings (line 28)
        //   scale is float32: declared @Float32 (line 30)
        //   Fix: scale.asTensor().cast(computeDtype())
        return x.mul(scale.value().cast(x.dtype())).add(scale);
    }
}
