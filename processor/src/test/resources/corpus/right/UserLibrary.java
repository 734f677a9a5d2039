package user_library;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Ops of a library with qualifiers, from class files. */
@DtypePolicy
abstract class Mixer extends Layer {
    final Variable other = Variable.of("other", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor mixed = library.Signals.mix(x, other, 0.25);
        Tensor window = library.Signals.window(8).cast(mixed.dtype());
        return mixed.mul(window).add(library.Signals.ramp(8, x.dtype()));
    }
}
