package dev.halfcaf.benchmarks.peers.perceptron;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A fully connected layer under its owner's policy. */
@DtypePolicy
abstract class Dense extends Layer {
    final Variable kernel;
    final Variable bias;

    protected Dense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}
