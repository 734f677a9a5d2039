package children;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy
abstract class Dense extends Layer {
    final Variable kernel;

    protected Dense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("mixed_float16")
abstract class Residual extends Layer {
    final Dense inherits = new CastingDense(8, 8);
    final Dense wide = new CastingDense(8, 8, Policy.of("float32"));
    @DtypePolicy("float32")
    final Dense field = new CastingDense(8, 8);
    final Dense passed;

    protected Residual(Dense passed) {
        this.passed = passed;
    }

    public Tensor forward(Tensor x) {
        Tensor fine = x.add(inherits.forward(x)).add(passed.forward(x));
        // error@29: [DtypeMismatch] add: left is float16, right is float32
        //   fine is float16: compute dtype of policy 'mixed_float16' (class Residual, line 20)
        //   wide.forward(x) is float32: compute dtype of policy 'float32' (constructor argument, line 23)
        //   Fix: wide.forward(x).cast(fine.dtype())
        return fine.add(wide.forward(x)).add(field.forward(x));
    }
}
