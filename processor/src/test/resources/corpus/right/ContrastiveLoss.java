package contrastive_loss;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Similarities of two towers in full precision, under whatever policy the towers have. */
@DtypePolicy
abstract class Tower extends Layer {
    final Variable kernel;

    Tower(int inputs) {
        kernel = Variable.of("kernel", Shape.of(inputs, 16), Initializer.glorotUniform());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).tanh();
    }
}

record Towers(Tensor left, Tensor right) {}

@DtypePolicy
abstract class ContrastiveLoss extends Model {
    final Tower images = new CastingTower(64);
    final Tower texts = new CastingTower(32);
    final Variable temperature = Variable.of("temperature", Shape.scalar(), Initializer.constant(2.6592));

    public Towers forward(Tensor image, Tensor text) {
        return new Towers(images.forward(image), texts.forward(text));
    }

    public Tensor loss(Towers towers) {
        Tensor left = unit(towers.left());
        Tensor right = unit(towers.right());
        Tensor scale = temperature.value().cast(left.dtype()).exp();
        Tensor logits = left.matmul(right.transpose()).mul(scale);
        Tensor labels = Tensor.arange(logits.shape().size(0));
        Tensor rows = Losses.softmaxCrossEntropy(logits, labels);
        Tensor columns = Losses.softmaxCrossEntropy(logits.transpose(), labels);
        return rows.add(columns).div(2);
    }

    private static Tensor unit(Tensor x) {
        return x.div(x.mul(x).mean(new int[] {-1}, true).sqrt().add(1e-6));
    }
}
