package dev.halfcaf;

import org.jspecify.annotations.Nullable;

/**
 * Takes down what a layer holds. Generated wrappers name to it each variable and each child layer of their class, in the
 * order of the fields; a field that is null holds nothing.
 */
public interface Members {
    /** A variable, under its own name. */
    VariableMember variable(@Nullable Variable variable);

    /** One of several variables in an array, a list or a map, under a name such as {@code "weights/0"}. */
    VariableMember variable(String name, @Nullable Variable variable);

    /**
     * A child layer.
     *
     * @param name its segment of the path: the field's name, and for an element its index or key: {@code "blocks/0"}
     * @param layer what the field holds; anything that is no layer (a TensorFunction may be a lambda) counts for nothing
     */
    void layer(String name, @Nullable Object layer);

    /**
     * A child layer in a field that has a policy of its own.
     *
     * @param policy the policy's config, see {@link Policy#config}
     * @param where the field in words, such as {@code "field com.acme.Encoder.attention"}
     */
    void layer(String name, @Nullable Object layer, String policy, String where);
}
