package com.acme.modular;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** A straight line, in an exported package, so that what is generated from it is exported too. */
@DtypePolicy("mixed_bfloat16")
public abstract class Line extends Model {
    final Variable slope = Variable.of("slope", Shape.of(1, 1), Initializer.zeros());
    final Variable intercept = Variable.of("intercept", Shape.of(1), Initializer.zeros());

    protected Line() {}

    public Tensor forward(Tensor x) {
        return x.matmul(slope).add(intercept);
    }

    public Tensor loss(Tensor y, @Float32 Tensor expected) {
        return Losses.meanSquaredError(y, expected);
    }
}
