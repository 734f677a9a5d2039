package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where a tensor comes from: as far as precision may be lost on the way; and what made it, where that is asked for.
 *
 * @param cast the cast that gave exactly this tensor; null where something else did
 * @param before the tensor that was cast
 * @param read the variable of which this is exactly the autocast copy; null where it is something else
 * @param reads variables from whose autocast copies it was computed
 * @param isLoss whether it is a loss: a number in full precision, or what was computed from one
 * @param makers the calls that made it, or the parameters by which it came in, one on each path; empty where nobody asks
 */
public record Trace(
        @Nullable Tree cast,
        Value.@Nullable Tensors before,
        @Nullable Element read,
        Set<Element> reads,
        boolean isLoss,
        Set<Tree> makers) {
    static final Trace NONE = new Trace(null, null, null, Set.of(), false, Set.of());
    static final Trace LOSS = new Trace(null, null, null, Set.of(), true, Set.of());

    static Trace ofCast(Tree cast, Value.Tensors before) {
        return new Trace(cast, before, null, Set.of(), before.trace().isLoss(), Set.of());
    }

    static Trace ofRead(Element variable) {
        return new Trace(null, null, variable, Set.of(variable), false, Set.of());
    }

    /** What is left after another op of these operands. */
    static Trace computed(Set<Element> reads, boolean isLoss) {
        return reads.isEmpty() ? isLoss ? LOSS : NONE : new Trace(null, null, null, reads, isLoss, Set.of());
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
                isLoss && other.isLoss,
                joined(other.makers));
    }

    private Set<Tree> joined(Set<Tree> others) {
        if (makers.containsAll(others)) {
            return makers;
        }
        Set<Tree> all = new LinkedHashSet<>(makers);
        all.addAll(others);
        return Collections.unmodifiableSet(all);
    }

    /** The same, made by this; unless it is known already what made it. */
    Trace madeBy(Tree maker) {
        return makers.isEmpty() ? new Trace(cast, before, read, reads, isLoss, Set.of(maker)) : this;
    }

    /** No more than what made it. */
    Trace makersOnly() {
        return makers.isEmpty() ? NONE : new Trace(null, null, null, Set.of(), false, makers);
    }
}
