package abstract_construction;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** javac's own message, and what to write instead. */
@DtypePolicy
abstract class Affine extends Layer {
    Affine(int inputs, int outputs) {}

    public Tensor forward(Tensor x) {
        return x;
    }
}

class AbstractConstruction {
    // error@26: abstract_construction.Affine is abstract; cannot be instantiated
    // note@30: [UncheckedConstruction] Affine is constructed as its casting wrapper, CastingAffine
    //   Fix: new CastingAffine(2, 3)
    final Affine wrong = new Affine(2, 3);
    final Affine right = new CastingAffine(2, 3);
}
