package dev.halfcaf.benchmarks.peers.perceptron;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import org.jspecify.annotations.Nullable;

/** A fully connected layer under its owner's policy. */
@DtypePolicy
abstract class Dense extends Layer {
    final Variable kernel;
    final Variable bias;
    final @Nullable Activation activation;

    protected Dense(int inputs, int units, @Nullable Activation activation) {
        this.activation = activation;
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return activation == null ? x.linear(kernel, bias) : x.linear(kernel, bias, activation);
    }
}
