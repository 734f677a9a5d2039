package dev.halfcaf.layers;

import dev.halfcaf.Activation;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.ComputeDtype;

/**
 * A block of a transformer that normalizes first: {@code y = x + attention(norm(x))}, then {@code y + mlp(norm(y))} with
 * two dense layers and GELU between them (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019,
 * section 2.3).
 */
@DtypePolicy
public abstract class TransformerBlock extends Layer {
    final LayerNorm attentionNorm;
    final MultiHeadAttention attention;
    final LayerNorm mlpNorm;
    final Dense expand;
    final Dense contract;
    final Dropout dropout;

    /** A block without dropout. */
    protected TransformerBlock(int features, int heads, int hidden) {
        this(features, heads, hidden, 0);
    }

    /**
     * A block with dropout behind attention and behind the dense layers.
     *
     * @param features of each position
     * @param heads of the attention; they divide the features
     * @param hidden units between the dense layers, usually four times the features
     * @param dropout the rate
     */
    protected TransformerBlock(int features, int heads, int hidden, double dropout) {
        this.attentionNorm = new CastingLayerNorm(features);
        this.attention = new CastingMultiHeadAttention(features, heads);
        this.mlpNorm = new CastingLayerNorm(features);
        this.expand = new CastingDense(features, hidden, Activation.GELU);
        this.contract = new CastingDense(hidden, features);
        this.dropout = new CastingDropout(dropout);
    }

    /**
     * Each position looks at all.
     *
     * @param x (batch, length, features)
     * @return of the same shape
     */
    public Tensor forward(Tensor x) {
        return mlp(x.add(dropout.forward(attention.forward(attentionNorm.forward(x)))));
    }

    /**
     * Each position looks where the mask lets it.
     *
     * @param x (batch, length, features)
     * @param mask as of {@link MultiHeadAttention#forward(Tensor, Tensor)}
     * @return of the shape of x
     */
    public Tensor forward(Tensor x, @Bool Tensor mask) {
        return mlp(x.add(dropout.forward(attention.forward(attentionNorm.forward(x), mask))));
    }

    private Tensor mlp(@ComputeDtype Tensor x) {
        return x.add(dropout.forward(contract.forward(expand.forward(mlpNorm.forward(x)))));
    }
}
