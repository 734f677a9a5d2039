package dev.halfcaf.layers;

import dev.halfcaf.Attention;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;

/**
 * Attention with several heads (Vaswani et al., 2017, section 3.2.2): queries, keys and values by a {@link Dense} layer
 * each, {@link Attention#scaledDotProduct} in each head's part of the features, and a {@link Dense} layer over the heads'
 * results side by side.
 */
@DtypePolicy
public abstract class MultiHeadAttention extends Layer {
    final Dense query;
    final Dense key;
    final Dense value;
    final Dense output;
    private final int heads;

    /**
     * Attention among features that the heads share out evenly.
     *
     * @throws IllegalArgumentException if the heads do not divide the features
     */
    protected MultiHeadAttention(int features, int heads) {
        if (heads < 1 || features % heads != 0) {
            throw new IllegalArgumentException(
                    "MultiHeadAttention: " + features + " features cannot be shared out among " + heads + " heads.");
        }
        this.query = new CastingDense(features, features);
        this.key = new CastingDense(features, features);
        this.value = new CastingDense(features, features);
        this.output = new CastingDense(features, features);
        this.heads = heads;
    }

    /**
     * Each position looks at all.
     *
     * @param x (batch, length, features)
     * @return of the same shape
     */
    public Tensor forward(Tensor x) {
        Tensor attended =
                Attention.scaledDotProduct(apart(query.forward(x)), apart(key.forward(x)), apart(value.forward(x)));
        return output.forward(together(attended));
    }

    /**
     * Each position looks where the mask lets it.
     *
     * @param x (batch, length, features)
     * @param mask true where a query, along the axis before the last, may look at a key, along the last: (length, length),
     *     as {@link Attention#causalMask} makes it, or (batch, length or 1, length), as {@link Attention#paddingMask} does
     * @return of the shape of x
     * @throws IllegalArgumentException if the mask has not two or three axes
     */
    public Tensor forward(Tensor x, @Bool Tensor mask) {
        return forward(x, x, mask);
    }

    /**
     * Each position of one sequence looks at another where the mask lets it: cross attention.
     *
     * @param x (batch, m, features)
     * @param memory (batch, n, features)
     * @param mask (m, n), or (batch, m or 1, n)
     * @return of the shape of x
     * @throws IllegalArgumentException if the mask has not two or three axes
     */
    public Tensor forward(Tensor x, Tensor memory, @Bool Tensor mask) {
        Tensor attended = Attention.scaledDotProduct(
                apart(query.forward(x)), apart(key.forward(memory)), apart(value.forward(memory)), forHeads(mask));
        return output.forward(together(attended));
    }

    /** (batch, length, features) to (batch, heads, length, features of a head). */
    private Tensor apart(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(shape.size(0), shape.size(1), heads, shape.size(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    /** The reverse of {@link #apart}. */
    private Tensor together(Tensor x) {
        Shape shape = x.shape();
        return x.transpose(0, 2, 1, 3).reshape(shape.size(0), shape.size(2), heads * shape.size(3));
    }

    /** One mask of each sequence for all heads. */
    private static @Bool Tensor forHeads(@Bool Tensor mask) {
        Shape shape = mask.shape();
        return switch (shape.rank()) {
            case 2 -> mask;
            case 3 -> mask.reshape(shape.size(0), 1, shape.size(1), shape.size(2));
            default ->
                throw new IllegalArgumentException("MultiHeadAttention: mask has shape " + shape
                        + ", but needs two axes, (queries, keys), or three, (batch, queries, keys).");
        };
    }
}
