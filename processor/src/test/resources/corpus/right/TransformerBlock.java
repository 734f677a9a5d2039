// policies: float32, mixed_float16, mixed_bfloat16, float64
package transformer_block;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Int32;
import java.util.List;
import java.util.stream.IntStream;

/** A whole encoder: attention of several heads, feed-forward, norms in full precision, dropout, a pooled head. */
@DtypePolicy
abstract class Projection extends Layer {
    final Variable kernel;
    final Variable bias;

    Projection(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}

@DtypePolicy
abstract class Norm extends Layer {
    final Variable gain;

    Norm(int width) {
        gain = Variable.of("gain", Shape.of(width), Initializer.ones());
    }

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(x.dtype().atLeastFloat32());
        Tensor centred = wide.sub(wide.mean(new int[] {-1}, true));
        Tensor deviation = centred.square().mean(new int[] {-1}, true).add(1e-6).sqrt();
        return centred.div(deviation).cast(x.dtype()).mul(gain);
    }
}

@DtypePolicy
abstract class SelfAttention extends Layer {
    final int heads;
    final Projection queries;
    final Projection keys;
    final Projection values;
    final Projection output;

    SelfAttention(int width, int heads) {
        this.heads = heads;
        queries = new CastingProjection(width, width);
        keys = new CastingProjection(width, width);
        values = new CastingProjection(width, width);
        output = new CastingProjection(width, width);
    }

    public Tensor forward(Tensor x, @Bool Tensor mask) {
        Tensor q = split(queries.forward(x));
        Tensor k = split(keys.forward(x));
        Tensor v = split(values.forward(x));
        Tensor scores = q.matmul(k.transpose(0, 1, 3, 2)).div(Math.sqrt(q.shape().size(-1)));
        Tensor hidden = Tensor.full(Shape.of(1), Double.NEGATIVE_INFINITY, scores.dtype());
        Tensor weights = Tensor.where(mask, scores, hidden).softmax(-1);
        return output.forward(join(weights.matmul(v)));
    }

    private Tensor split(Tensor x) {
        Shape s = x.shape();
        return x.reshape(s.size(0), s.size(1), heads, -1).transpose(0, 2, 1, 3);
    }

    private Tensor join(Tensor x) {
        Shape s = x.shape();
        return x.transpose(0, 2, 1, 3).reshape(s.size(0), s.size(2), -1);
    }
}

@DtypePolicy
abstract class EncoderBlock extends Layer {
    final Norm before;
    final SelfAttention attention;
    final Norm between;
    final Projection up;
    final Projection down;

    EncoderBlock(int width) {
        before = new CastingNorm(width);
        attention = new CastingSelfAttention(width, 4);
        between = new CastingNorm(width);
        up = new CastingProjection(width, 4 * width);
        down = new CastingProjection(4 * width, width);
    }

    public Tensor forward(Tensor x, @Bool Tensor mask) {
        Tensor y = x.add(dropped(attention.forward(before.forward(x), mask)));
        Tensor z = up.forward(between.forward(y)).relu();
        return y.add(dropped(down.forward(z)));
    }

    private Tensor dropped(Tensor x) {
        if (!isTraining()) {
            return x;
        }
        Tensor kept = Tensor.randomUniform(x.shape(), Dtype.FLOAT32, random()).lt(0.9);
        return x.mul(kept.cast(x.dtype())).div(0.9);
    }
}

@DtypePolicy("POLICY")
abstract class TransformerBlock extends Model {
    final Variable tokens = Variable.of("tokens", Shape.of(1000, 64), Initializer.randomNormal(0.02));
    final Variable positions = Variable.of("positions", Shape.of(128, 64), Initializer.randomNormal(0.02));
    final List<EncoderBlock> blocks;
    final Projection head = new CastingProjection(64, 2);

    TransformerBlock(int depth) {
        blocks = IntStream.range(0, depth)
                .<EncoderBlock>mapToObj(i -> new CastingEncoderBlock(64))
                .toList();
    }

    public Tensor forward(@Int32 Tensor ids) {
        Tensor mask = ids.ne(0).reshape(ids.shape().size(0), 1, 1, -1);
        Tensor where = Tensor.arange(ids.shape().size(1));
        Tensor x = tokens.asTensor().gather(ids).add(positions.asTensor().gather(where));
        for (EncoderBlock block : blocks) {
            x = block.forward(x, mask);
        }
        return head.forward(x.slice(1, 0, 1).reshape(-1, 64));
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
