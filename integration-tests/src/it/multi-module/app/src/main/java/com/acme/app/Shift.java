package com.acme.app;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A layer beside the model that uses it. */
@DtypePolicy
abstract class Shift extends Layer {
    final Variable offset;

    Shift(int features) {
        offset = Variable.of("offset", Shape.of(features), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.sub(offset);
    }
}
