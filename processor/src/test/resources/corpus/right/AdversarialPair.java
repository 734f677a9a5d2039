// policies: float32, mixed_float16, mixed_bfloat16
package adversarial_pair;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Tape;

/** A generator and a critic, trained in turns by a loop of one's own. */
@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:NoLoss")
abstract class Generator extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 16), Initializer.heNormal());

    public Tensor forward(Tensor noise) {
        return noise.matmul(kernel).tanh();
    }
}

@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:NoLoss")
abstract class Critic extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(16, 1), Initializer.heNormal());

    public Tensor forward(Tensor image) {
        return image.matmul(kernel);
    }
}

final class AdversarialPair {
    private final Generator generator = new CastingGenerator();
    private final Critic critic = new CastingCritic();
    private final Optimizer generatorOptimizer = Adam.withLearningRate(1e-4).withBetas(0.5, 0.9);
    private final Optimizer criticOptimizer = Adam.withLearningRate(1e-4);
    private final LossScale generatorScale = LossScale.dynamic();
    private final LossScale criticScale = LossScale.dynamic();

    void step(Tensor real) {
        Tensor noise = Tensor.randomNormal(Shape.of(real.shape().size(0), 4));
        try (Tape tape = Tape.open(critic)) {
            Tensor fake = generator.forward(noise).detach();
            Tensor loss = score(fake).sub(score(real));
            criticScale.update(
                    criticOptimizer.apply(tape.gradients(criticScale.scale(loss)).unscale()));
        }
        try (Tape tape = Tape.open(generator)) {
            Tensor loss = score(generator.forward(noise)).neg();
            generatorScale.update(generatorOptimizer.apply(
                    tape.gradients(generatorScale.scale(loss)).unscale()));
        }
    }

    private Tensor score(Tensor images) {
        return critic.forward(images).cast(Dtype.FLOAT32).mean();
    }
}
