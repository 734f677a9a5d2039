package dev.halfcaf.benchmarks.peers.perceptron;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.FullPrecision;
import dev.halfcaf.qualifier.Int32;

/** The perceptron as a user of Halfcaf writes it: layers in fields, no dtype and no cast. */
@DtypePolicy
abstract class Perceptron extends Model {
    final Dense first = new CastingDense(784, 512, Activation.RELU);
    final Dense second = new CastingDense(512, 512, Activation.RELU);
    final Dense logits = new CastingDense(512, 10, null);

    protected Perceptron() {}

    public Tensor forward(Tensor pixels) {
        return logits.forward(second.forward(first.forward(pixels).relu()).relu());
    }

    public @FullPrecision Tensor loss(@FullPrecision Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
