package dev.halfcaf.processor.describe;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What generated code has to get along with.
 *
 * @param nestedTypes names of types nested in the class or inherited, and of its type variables: they hide imports
 * @param methodNames names of methods of the class and its superclasses below {@code Layer}
 * @param lints keys of {@code @SuppressWarnings}, for what the user's declarations make generated code repeat
 * @param deprecated whether the class is deprecated
 * @param hidesJavaLang whether the package has a type with the name of one in {@code java.lang} that is printed
 * @param hasGeneratedAnnotation whether {@code javax.annotation.processing.Generated} can be named
 * @param wrapperTaken what has the wrapper's name already; null if nothing
 * @param trainStepTaken what has the train step's name already; null if nothing
 * @param bodies how the bodies of this compilation are checked
 */
public record Surroundings(
        Set<String> nestedTypes,
        Set<String> methodNames,
        List<String> lints,
        boolean deprecated,
        boolean hidesJavaLang,
        boolean hasGeneratedAnnotation,
        @Nullable String wrapperTaken,
        @Nullable String trainStepTaken,
        BodyOptions bodies) {
    public Surroundings {
        nestedTypes = Set.copyOf(nestedTypes);
        methodNames = Set.copyOf(methodNames);
        lints = List.copyOf(lints);
    }
}
