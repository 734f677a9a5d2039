package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import org.jspecify.annotations.Nullable;

/**
 * What is passed to a call, or what it is called on.
 *
 * @param name the parameter's name, or {@code left} for what the method is called on
 * @param tree the expression; null where a method reference passes what has none
 * @param value its value
 * @param read the tensor that the op reads; null for a number
 * @param same whether it has to agree with the others that are
 * @param required the dtypes that are declared for it; null where none are
 */
public record Operand(
        String name,
        @Nullable ExpressionTree tree,
        Value value,
        Value.@Nullable Tensors read,
        boolean same,
        @Nullable Dtypes required,
        Qualifiers qualifiers) {
    /** Whether it contradicts what is declared for it, in one of these worlds. */
    boolean isUnfit(int live) {
        for (int world = 0; read != null && required != null && world < Dtypes.WORLDS; world++) {
            if ((live & 1 << world) != 0 && !read.dtypes().agrees(required, world)) {
                return true;
            }
        }
        return false;
    }
}
