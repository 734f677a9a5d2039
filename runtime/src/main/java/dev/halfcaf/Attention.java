package dev.halfcaf;

import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.Integral;
import dev.halfcaf.qualifier.SameDtype;
import java.util.stream.IntStream;

/**
 * Scaled dot-product attention (Vaswani et al., "Attention Is All You Need", 2017, section 3.2.1), and masks for it. A
 * mask is bool and says which key a query may look at: true where it may, as in Keras and in PyTorch's {@code
 * scaled_dot_product_attention}.
 */
public final class Attention {
    private Attention() {}

    /**
     * {@code softmax(queries keys^T / sqrt(d)) values}. Queries are scaled before the product, which so stays in the range
     * of float16; products and the softmax accumulate in float32 or wider.
     *
     * @param queries (..., m, d)
     * @param keys (..., n, d)
     * @param values (..., n, e)
     * @return (..., m, e); axes before the last two broadcast
     * @throws DtypeMismatchException if the dtypes differ, or are not floating
     * @throws IllegalArgumentException if the shapes do not fit
     */
    @SameDtype
    @Floating
    public static Tensor scaledDotProduct(
            @SameDtype @Floating Operand queries,
            @SameDtype @Floating Operand keys,
            @SameDtype @Floating Operand values) {
        return scores(queries.asTensor(), keys.asTensor()).softmax(-1).matmul(values);
    }

    /**
     * The same over the keys that the mask allows. Scores of the others become the lowest finite number of the dtype: their
     * weights are 0, and a query that may look at nothing gets the mean of all values, not NaN.
     *
     * @param queries (..., m, d)
     * @param keys (..., n, d)
     * @param values (..., n, e)
     * @param mask (..., m, n), which may broadcast: (m, n) for a causal mask, (batch, 1, n) for padding
     * @return (..., m, e)
     * @throws DtypeMismatchException if the dtypes differ, or are not floating, or the mask is not bool
     * @throws IllegalArgumentException if the shapes do not fit
     */
    @SameDtype
    @Floating
    public static Tensor scaledDotProduct(
            @SameDtype @Floating Operand queries,
            @SameDtype @Floating Operand keys,
            @SameDtype @Floating Operand values,
            @Bool Operand mask) {
        OperandChecks.requireBool("scaledDotProduct", "mask", mask.asTensor());
        Tensor scores = scores(queries.asTensor(), keys.asTensor());
        Dtype dtype = scores.dtype();
        Tensor masked = Tensor.where(mask, scores, Tensor.full(Shape.scalar(), dtype.lowest(), dtype));
        return masked.softmax(-1).matmul(values);
    }

    private static Tensor scores(Tensor queries, Tensor keys) {
        String op = "scaledDotProduct";
        OperandChecks.requireFloating(op, "queries", queries);
        OperandChecks.requireSameDtype(op, "queries", queries, "keys", keys);
        if (queries.shape().rank() < 2
                || keys.shape().rank() < 2
                || queries.shape().size(-1) != keys.shape().size(-1)) {
            throw new IllegalArgumentException(op + ": queries have shape " + queries.shape() + ", keys have shape "
                    + keys.shape() + "; both need two axes or more, and last ones of one length.");
        }
        int rank = keys.shape().rank();
        int[] permutation = IntStream.range(0, rank).toArray();
        permutation[rank - 2] = rank - 1;
        permutation[rank - 1] = rank - 2;
        double factor = 1 / Math.sqrt(Math.max(queries.shape().size(-1), 1));
        return queries.mul(factor).matmul(keys.transpose(permutation));
    }

    /** The mask (length, length) under which each position looks at itself and at those before it. */
    @Bool
    public static Tensor causalMask(int length) {
        Tensor positions = Tensor.arange(length);
        return positions.reshape(length, 1).ge(positions);
    }

    /**
     * The mask (batch, 1, longest) under which each query looks at the first {@code lengths[i]} keys of its sequence.
     *
     * @param lengths (batch,), int32 or int64
     * @throws DtypeMismatchException if the lengths are no integers
     * @throws IllegalArgumentException if they have not one axis
     */
    @Bool
    public static Tensor paddingMask(@Integral Operand lengths, int longest) {
        Tensor ends = lengths.asTensor();
        OperandChecks.requireIntegral("paddingMask", "lengths", ends);
        if (ends.shape().rank() != 1) {
            throw new IllegalArgumentException(
                    "paddingMask: lengths have shape " + ends.shape() + ", but need one axis: (batch,).");
        }
        Tensor positions = Tensor.arange(longest).cast(ends.dtype());
        return positions.lt(ends.reshape(ends.size(), 1, 1));
    }
}
