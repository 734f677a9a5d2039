package com.acme.vision;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;
import dev.halfcaf.layers.BatchNorm;
import dev.halfcaf.layers.CastingBatchNorm;
import dev.halfcaf.layers.CastingConv2d;
import dev.halfcaf.layers.CastingDense;
import dev.halfcaf.layers.CastingTransformerBlock;
import dev.halfcaf.layers.Conv2d;
import dev.halfcaf.layers.Dense;
import dev.halfcaf.layers.TransformerBlock;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** A convolution over small pictures, then attention among their places. */
@DtypePolicy("mixed_float16")
abstract class Classifier extends Model {
    final Conv2d convolution = new CastingConv2d(1, 8, 3);
    final BatchNorm norm = new CastingBatchNorm(8);
    final TransformerBlock block = new CastingTransformerBlock(8, 2, 16);
    final Dense logits = new CastingDense(8, 2, Policy.of("float32"));

    Classifier() {}

    public @Float32 Tensor forward(Tensor pictures) {
        Tensor features = norm.forward(convolution.forward(pictures)).relu();
        Tensor places = features.reshape(features.shape().size(0), -1, 8);
        return logits.forward(block.forward(places).mean(1));
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
