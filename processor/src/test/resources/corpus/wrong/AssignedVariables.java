package assigned_variables;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int64;

/** Values for variables: another floating dtype is rounded, an integer is no floating number. */
@DtypePolicy("mixed_float16")
abstract class AssignedVariables extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(4), Initializer.ones());
    @Int64 final Variable steps = Variable.of("steps", Shape.scalar(), Initializer.zeros());

    public Tensor forward(Tensor x) {
        scale.assign(x.mean(0));
        // error@23: [DtypeMismatch] assign: newValue is int32, but must be floating
        scale.assign(x.argmax(-1));
        // error@23: [DtypeMismatch] assign: newValue is int32, but must be int64
        steps.assign(x.argmax(-1));
        // error@43: [DtypeMismatch] add: left is int64, right is float16
        steps.assign(steps.asTensor().add(x));
        steps.assign(steps.value().add(1));
        return x;
    }
}
