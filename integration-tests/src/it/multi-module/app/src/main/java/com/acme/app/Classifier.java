package com.acme.app;

import com.acme.app.blocks.CastingResidual;
import com.acme.app.blocks.Residual;
import com.acme.layers.CastingDense;
import com.acme.layers.Dense;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

@DtypePolicy("mixed_float16")
abstract class Classifier extends Model {
    final Shift shift = new CastingShift(2);
    final Dense hidden = new CastingDense(2, 16);
    final Residual residual = new CastingResidual(16);
    final Dense logits = new CastingDense(16, 2, Policy.of("float32"));

    Classifier() {}

    public @Float32 Tensor forward(Tensor points) {
        Tensor features = hidden.forward(shift.forward(points)).tanh();
        return logits.forward(residual.forward(features));
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
