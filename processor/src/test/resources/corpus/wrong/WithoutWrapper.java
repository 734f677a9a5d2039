package without_wrapper;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** Layers that are constructed without their casting wrapper. */
@DtypePolicy
abstract class Wrapped extends Layer {
    final int width;

    Wrapped(int width) {
        this.width = width;
    }

    public Tensor forward(Tensor x) {
        return x;
    }
}

// error@1: [UncheckedConstruction] Concrete extends Wrapped and has no casting wrapper
class Concrete extends Wrapped {
    Concrete() {
        super(3);
    }
}

/** Abstract, it cannot be constructed. */
abstract class StillAbstract extends Wrapped {
    StillAbstract() {
        super(4);
    }
}

/** Annotated, it has a wrapper of its own. */
@DtypePolicy
abstract class Annotated extends Wrapped {
    Annotated() {
        super(5);
    }
}

class Construction {
    final Layer right = new CastingWrapped(3);
    final Layer annotated = new CastingAnnotated();
    // error@33: [UncheckedConstruction] an anonymous Wrapped has no casts
    //   What is generated from Wrapped is CastingWrapped; a class without a name has no wrapper.
    //   Fix: new CastingWrapped(3), or a named abstract class with @DtypePolicy.
    final Layer anonymous = new Wrapped(3) {};
    // error@30: [UncheckedConstruction] an anonymous Wrapped has no casts
    final Layer nested = new StillAbstract() {};

    Layer local() {
        // error@9: [UncheckedConstruction] Local extends Wrapped and has no casting wrapper
        class Local extends Wrapped {
            Local() {
                super(6);
            }
        }
        return new Local();
    }
}
