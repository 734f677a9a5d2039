package variables_of_one_dtype;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.VariableDtype;

/** A bare class with a variable whose dtype not every policy allows. */
@DtypePolicy
abstract class MovingMean extends Layer {
    // error@43: [VariableDtype] mean is declared float32, but variables are kept in float16 under policy 'float16'
    @NonTrainable @Float32 final Variable mean = Variable.of("mean", Shape.of(4), Initializer.zeros());
    @VariableDtype final Variable gain = Variable.of("gain", Shape.of(4), Initializer.ones());
    @Bool @NonTrainable final Variable seen = Variable.of("seen", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy(only = {"float32", "mixed_bfloat16"})
abstract class RightMovingMean extends Layer {
    @NonTrainable @Float32 final Variable mean = Variable.of("mean", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x;
    }
}
