package tied_weights;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** One master in two layers: an embedding, and the logits that it makes. */
@DtypePolicy
abstract class TiedEmbedding extends Layer {
    final Variable table = Variable.of("table", Shape.of(100, 16), Initializer.randomNormal(0.1));

    public Tensor forward(@Int32 Tensor ids) {
        return table.asTensor().gather(ids);
    }
}

@DtypePolicy
abstract class TiedLogits extends Layer {
    final Variable table;

    TiedLogits(Variable table) {
        this.table = Variable.shared(table);
    }

    public Tensor forward(Tensor x) {
        return x.matmul(table.asTensor().transpose());
    }
}

@DtypePolicy("mixed_float16")
abstract class TiedWeights extends Model {
    final TiedEmbedding embedding = new CastingTiedEmbedding();
    final TiedLogits logits = new CastingTiedLogits(embedding.table, Policy.of("float32"));

    public @Float32 Tensor forward(@Int32 Tensor ids) {
        Tensor x = embedding.forward(ids);
        return logits.forward(x.add(x.tanh()));
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
