package residual_mlp;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int64;
import java.util.ArrayList;
import java.util.List;

/** Blocks of a width, each added to what went in. */
@DtypePolicy
abstract class ResidualBlock extends Layer {
    final Variable up;
    final Variable down;
    final Variable bias;

    ResidualBlock(int width, int inner) {
        up = Variable.of("up", Shape.of(width, inner), Initializer.heUniform());
        down = Variable.of("down", Shape.of(inner, width), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(width), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        Tensor inner = x.matmul(up).relu();
        return x.add(inner.matmul(down)).add(bias);
    }
}

@DtypePolicy
abstract class ResidualMlp extends Model {
    final List<ResidualBlock> blocks;
    final Variable head;

    ResidualMlp(int width, int depth, int classes) {
        List<ResidualBlock> all = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            all.add(new CastingResidualBlock(width, 4 * width));
        }
        blocks = List.copyOf(all);
        head = Variable.of("head", Shape.of(width, classes), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        Tensor hidden = x;
        for (ResidualBlock block : blocks) {
            hidden = block.forward(hidden);
        }
        return hidden.matmul(head);
    }

    public Tensor loss(Tensor logits, @Int64 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
