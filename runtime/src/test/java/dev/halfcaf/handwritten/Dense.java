package dev.halfcaf.handwritten;

import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** The contract's first example, before the processor: the wrapper beside it is written by hand. */
public abstract class Dense extends Layer {
    public final Variable kernel;
    public final Variable bias;

    protected Dense(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}
