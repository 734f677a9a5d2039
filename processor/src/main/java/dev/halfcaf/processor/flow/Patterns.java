package dev.halfcaf.processor.flow;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The variables that patterns bind. */
final class Patterns {
    private final BodyFlow body;

    Patterns(BodyFlow body) {
        this.body = body;
    }

    /** Binds what a pattern, or a case label of any kind, declares. */
    void bind(@Nullable Tree pattern, Value matched) {
        if (pattern instanceof BindingPatternTree binding) {
            bind(binding.getVariable(), matched);
        } else if (pattern != null) {
            // Nested patterns are trees of a newer Java; what they declare is found all the same.
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
                    bind(tree, Value.UNKNOWN);
                    return null;
                }
            }.scan(pattern, null);
        }
    }

    private void bind(VariableTree tree, Value value) {
        if (body.source().element(tree) instanceof VariableElement variable) {
            body.variables().bind(variable, value);
        }
    }
}
