package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a tensor comes from, as far as precision may be lost on the way.
 *
 * @param cast the cast that gave exactly this tensor; null where something else did
 * @param before the tensor that was cast
 * @param read the variable of which this is exactly the autocast copy; null where it is something else
 * @param reads variables from whose autocast copies it was computed
 * @param isLoss whether it is a loss: a number in full precision, or what was computed from one
 */
public record Trace(
        @Nullable Tree cast,
        Value.@Nullable Tensors before,
        @Nullable Element read,
        Set<Element> reads,
        boolean isLoss) {
    static final Trace NONE = new Trace(null, null, null, Set.of(), false);
    static final Trace LOSS = new Trace(null, null, null, Set.of(), true);

    static Trace ofCast(Tree cast, Value.Tensors before) {
        return new Trace(cast, before, null, Set.of(), before.trace().isLoss());
    }

    static Trace ofRead(Element variable) {
        return new Trace(null, null, variable, Set.of(variable), false);
    }

    /** What is left after another op of these operands. */
    static Trace computed(Set<Element> reads, boolean isLoss) {
        return reads.isEmpty() ? isLoss ? LOSS : NONE : new Trace(null, null, null, reads, isLoss);
    }

    Trace join(Trace other) {
        if (equals(other)) {
            return this;
        }
        boolean sameCast = cast == other.cast;
        Set<Element> all = new HashSet<>(reads);
        all.addAll(other.reads);
        return new Trace(
                sameCast ? cast : null,
                sameCast ? before : null,
                read == other.read ? read : null,
                Set.copyOf(all),
                isLoss && other.isLoss);
    }
}
