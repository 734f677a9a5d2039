// java: 21
package pattern_switches;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** Record patterns and patterns in switches. */
sealed interface Shape2 permits Square, Line {}

record Square(Tensor values) implements Shape2 {}

record Line(@Float32 Tensor values, @Int32 Tensor ids) implements Shape2 {}

@DtypePolicy
abstract class PatternSwitches extends Layer {
    public Tensor forward(@NoCast Shape2 shape) {
        Tensor y = switch (shape) {
            case Square(Tensor values) when values.size() > 3 -> values.cast(computeDtype());
            case Square square -> square.values().cast(computeDtype()).relu();
            case Line(var values, Tensor ids) -> values.gather(ids).cast(computeDtype());
        };
        if (shape instanceof Line(Tensor values, var ids)) {
            Tensor wide = values.add(Tensor.ones(values.shape()));
            y = y.add(wide.gather(ids).cast(y.dtype()));
        }
        return y;
    }
}
