package dev.halfcaf.processor.flow;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The declarations around a place, inside out: a variable, a method, its class, and so on.
 *
 * @param element the innermost declaration
 * @param inLayer whether {@code this}, implicit or not, is a layer here
 */
public record Scope(Element element, @Nullable Scope outer, boolean inLayer) {
    /** The class that a place is in; null at the top of a file. */
    public @Nullable TypeElement type() {
        return element instanceof TypeElement type ? type : outer == null ? null : outer.type();
    }

    Scope inside(Element declaration) {
        return new Scope(declaration, this, inLayer);
    }
}
