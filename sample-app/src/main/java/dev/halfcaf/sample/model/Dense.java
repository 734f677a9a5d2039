package dev.halfcaf.sample.model;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/**
 * A fully connected layer. It is bare: it computes under the policy of the model that holds it. The code names no dtype,
 * and yet under mixed_float16 {@code x}, {@code kernel} and {@code bias} are float16 here, while the two variables are
 * kept in float32.
 */
@DtypePolicy
public abstract class Dense extends Layer {
    final Variable kernel;
    final Variable bias;

    protected Dense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    /** {@code x} times the kernel, plus the bias. */
    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}
