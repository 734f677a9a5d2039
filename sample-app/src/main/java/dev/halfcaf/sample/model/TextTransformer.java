package dev.halfcaf.sample.model;

import dev.halfcaf.Attention;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.layers.CastingEmbedding;
import dev.halfcaf.layers.CastingLayerNorm;
import dev.halfcaf.layers.CastingTransformerBlock;
import dev.halfcaf.layers.Embedding;
import dev.halfcaf.layers.LayerNorm;
import dev.halfcaf.layers.TransformerBlock;
import dev.halfcaf.qualifier.Int32;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer that tells the next character of a text from those before it. Under mixed_float16 it attends and
 * multiplies in float16; ids are never cast, softmax and layer norms are float32 inside, and the mask fits the dtype.
 */
@DtypePolicy
public abstract class TextTransformer extends Model {
    final Embedding characters;
    final Embedding positions;
    final List<TransformerBlock> blocks = new ArrayList<>();
    final LayerNorm norm;
    final Dense logits;

    /**
     * A transformer.
     *
     * @param alphabet how many characters there are
     * @param length the characters of the longest passage
     * @param features of each position
     * @param heads of the attention
     * @param depth how many blocks
     */
    protected TextTransformer(int alphabet, int length, int features, int heads, int depth) {
        characters = new CastingEmbedding(alphabet, features);
        positions = new CastingEmbedding(length, features);
        for (int block = 0; block < depth; block++) {
            blocks.add(new CastingTransformerBlock(features, heads, 4 * features));
        }
        norm = new CastingLayerNorm(features);
        logits = new CastingDense(features, alphabet);
    }

    /**
     * For each character of each passage, a number for each one that may follow.
     *
     * @param ids (passages, length): the characters' numbers
     * @return (passages * length, alphabet)
     */
    public Tensor forward(@Int32 Tensor ids) {
        int length = ids.shape().size(1);
        Tensor mask = Attention.causalMask(length);
        Tensor x = characters.forward(ids).add(positions.forward(Tensor.arange(length)));
        for (TransformerBlock block : blocks) {
            x = block.forward(x, mask);
        }
        Shape shape = x.shape();
        return logits.forward(norm.forward(x).reshape(shape.size(0) * length, shape.size(2)));
    }

    /**
     * The cross entropy of the characters that follow.
     *
     * @param next (passages * length,)
     */
    public Tensor loss(Tensor logits, @Int32 Tensor next) {
        return Losses.softmaxCrossEntropy(logits, next);
    }
}
