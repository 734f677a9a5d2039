package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * How a tensor lost precision.
 *
 * @param cast the cast that gave exactly this tensor; null where another op did
 * @param before the tensor that was cast
 * @param reads variables from whose autocast copies it was computed
 */
public record Trace(@Nullable Tree cast, Value.@Nullable Tensors before, Set<Element> reads) {
    static final Trace NONE = new Trace(null, null, Set.of());

    static Trace ofCast(Tree cast, Value.Tensors before) {
        return new Trace(cast, before, before.trace().reads());
    }

    static Trace ofRead(Element variable) {
        return new Trace(null, null, Set.of(variable));
    }

    /** What is left after another op. */
    Trace computed() {
        return cast == null ? this : reads.isEmpty() ? NONE : new Trace(null, null, reads);
    }

    Trace join(Trace other) {
        if (this == other || equals(other)) {
            return this;
        }
        boolean sameCast = cast == other.cast;
        Set<Element> all = new HashSet<>(reads);
        all.addAll(other.reads);
        return new Trace(sameCast ? cast : null, sameCast ? before : null, Set.copyOf(all));
    }
}
