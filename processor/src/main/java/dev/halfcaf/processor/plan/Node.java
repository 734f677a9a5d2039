package dev.halfcaf.processor.plan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that tensors come from or go to, in the methods of a layer class.
 *
 * @param method the method that it stands in, as {@code forward}; empty for a variable
 * @param label what is written there, such as {@code matmul(x, kernel)}
 * @param line its line in the file of the class
 * @param dtype the dtype of what it gives; of one that stores into a variable, the dtype that is kept
 * @param parameter the number of the parameter that it is; {@link #NONE} for all else
 * @param cast whether values of other floating dtypes are cast to it on their way in: by the wrapper before {@code forward}, by
 *     the train step before {@code loss}; of an output, whether the wrapper casts it to the policy's output dtype
 * @param child the field whose layer is called; null if none is
 * @param uses what it takes
 */
record Node(
        Kind kind,
        String method,
        String label,
        int line,
        PlanDtype dtype,
        int parameter,
        boolean cast,
        @Nullable String child,
        List<Use> uses) {
    /** No parameter. */
    static final int NONE = -1;

    enum Kind {
        /** A parameter. */
        INPUT,
        /** A variable of the layer. */
        VARIABLE,
        /** A tensor of which nothing shows where it comes from: a field, mostly. */
        VALUE,
        /** A call that makes a tensor. */
        OP,
        /** A call that makes the same tensor in another dtype. */
        CAST,
        /** A call of a layer that this one holds. */
        LAYER,
        /** A call that sets a variable. */
        STORE,
        /** What a method returns. */
        OUTPUT;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A tensor that goes from one node to another.
     *
     * @param node the number of the node that it comes from, in the list of the class
     * @param as the dtype in which it is read
     * @param into the number of the parameter of the called layer; {@link #NONE} elsewhere. (Its name is not in class files.)
     */
    record Use(int node, PlanDtype as, int into) {}

    Node {
        uses = List.copyOf(uses);
    }
}
