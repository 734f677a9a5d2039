package dev.halfcaf.processor.body;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A way to mend a mistake.
 *
 * @param text what the message says
 * @param code what to write instead of a tree; null where that is not all there is to do
 * @param replaced that tree; null where there is no code
 */
record Fix(String text, @Nullable String code, @Nullable Tree replaced) {
    /** Code in place of a tree. */
    static Fix of(String code, Tree replaced) {
        return new Fix(code, code, replaced);
    }

    /** A declaration in place of another. */
    static Fix declaration(String code, Tree replaced) {
        return new Fix("declare it " + code, code, replaced);
    }

    /** Advice. */
    static Fix advice(String text) {
        return new Fix(text, null, null);
    }
}
