package dev.halfcaf.processor.describe;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the header of an annotated class.
 *
 * @param enclosing the simple name of the class around it; null at the top level
 * @param privateClass the simple name of the private class among it and those around it; null if there is none
 * @param publicThroughout whether it and all classes around it are public
 * @param permits the simple names that a sealed class permits
 * @param isBase whether it declares an abstract method: the base of a family of layers, from which nothing is generated
 * @param isLayer whether it extends {@code Layer}
 * @param isModel whether it extends {@code Model}
 */
public record ClassShape(
        ElementKind kind,
        Set<Modifier> modifiers,
        @Nullable String enclosing,
        @Nullable String privateClass,
        boolean publicThroughout,
        List<String> permits,
        boolean isBase,
        boolean isLayer,
        boolean isModel) {
    public ClassShape {
        modifiers = Set.copyOf(modifiers);
        permits = List.copyOf(permits);
    }

    /** Whether it has this modifier. */
    public boolean is(Modifier modifier) {
        return modifiers.contains(modifier);
    }
}
