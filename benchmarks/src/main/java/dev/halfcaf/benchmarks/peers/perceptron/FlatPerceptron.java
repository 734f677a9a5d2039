package dev.halfcaf.benchmarks.peers.perceptron;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/**
 * {@link Perceptron} by hand: all variables in one class, one method, each cast in its place. The wrapper of this class,
 * which a variable cannot do without, casts nothing.
 */
@DtypePolicy
abstract class FlatPerceptron extends Layer {
    final Variable firstKernel = Variable.of("firstKernel", Shape.of(784, 512), Initializer.glorotUniform());
    final Variable firstBias = Variable.of("firstBias", Shape.of(512), Initializer.zeros());
    final Variable secondKernel = Variable.of("secondKernel", Shape.of(512, 512), Initializer.glorotUniform());
    final Variable secondBias = Variable.of("secondBias", Shape.of(512), Initializer.zeros());
    final Variable logitsKernel = Variable.of("logitsKernel", Shape.of(512, 10), Initializer.glorotUniform());
    final Variable logitsBias = Variable.of("logitsBias", Shape.of(10), Initializer.zeros());

    protected FlatPerceptron() {}

    public Tensor forward(@NoCast Tensor pixels) {
        Tensor x = pixels.cast(computeDtype());
        Tensor first = x.linear(firstKernel, firstBias, Activation.RELU);
        Tensor second = first.linear(secondKernel, secondBias, Activation.RELU);
        return second.linear(logitsKernel, logitsBias);
    }
}
