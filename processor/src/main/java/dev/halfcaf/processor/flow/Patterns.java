package dev.halfcaf.processor.flow;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
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
        } else if (pattern instanceof VariableTree variable) {
            bind(variable, matched);
        } else if (pattern != null && pattern.getKind().name().equals("DECONSTRUCTION_PATTERN")) {
            components(pattern, matched);
        } else if (pattern != null) {
            // A label around a pattern, or a pattern in parentheses.
            Children.of(pattern).stream()
                    .filter(child -> child.getKind().name().contains("PATTERN"))
                    .forEach(child -> bind(child, matched));
        }
    }

    private void bind(VariableTree tree, Value value) {
        if (body.source().element(tree) instanceof VariableElement variable) {
            boolean fits = value instanceof Value.Tensors || value instanceof Value.Components;
            body.variables().bind(variable, fits ? value : Value.UNKNOWN);
        }
    }

    /** A record's components, in their order: the first tree below is the record's type. */
    private void components(Tree pattern, Value matched) {
        List<Tree> children = Children.of(pattern);
        List<? extends RecordComponentElement> components = List.of();
        Value declared = Value.UNKNOWN;
        if (body.source().type(children.get(0)) instanceof DeclaredType type
                && type.asElement() instanceof TypeElement element) {
            components = element.getRecordComponents();
            declared = body.declarations().value(type, element, null, null);
        }
        Value known = matched instanceof Value.Components ? matched : declared;
        for (int i = 1; i < children.size(); i++) {
            Value component = i <= components.size() && known instanceof Value.Components record
                    ? record.byName()
                            .getOrDefault(components.get(i - 1).getSimpleName().toString(), Value.UNKNOWN)
                    : Value.UNKNOWN;
            bind(children.get(i), component);
        }
    }
}
