package dev.halfcaf.processor.describe;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.report.Place;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds variables or layers.
 *
 * @param declaredIn the class of the field, qualified
 * @param elsewhere whether it is declared in another package than the annotated class
 * @param hiddenBy the simple name of a class or interface whose field of that name hides this one; null if none does
 * @param nonTrainable the field is {@code @NonTrainable}
 * @param uncast the field is {@code @VariableDtype}
 * @param dtypes the dtypes of its qualifiers; one at most, unless something is wrong
 * @param vagueQualifiers qualifiers that name no single dtype, such as {@code @Integral}
 * @param annotation the field's own {@code @DtypePolicy}
 * @param held the layer class that is held, where the field's type tells
 */
public record MemberDescription(
        Place place,
        String name,
        String declaredIn,
        Set<Modifier> modifiers,
        boolean elsewhere,
        @Nullable String hiddenBy,
        Holding holding,
        boolean nonTrainable,
        boolean uncast,
        List<Dtype> dtypes,
        List<String> vagueQualifiers,
        @Nullable PolicyAnnotation annotation,
        @Nullable HeldLayer held) {
    public MemberDescription {
        modifiers = Set.copyOf(modifiers);
        dtypes = List.copyOf(dtypes);
        vagueQualifiers = List.copyOf(vagueQualifiers);
    }

    /**
     * What is known of the layer class in a field.
     *
     * @param name its simple name
     * @param policy the policy that it names, with its loss scale left out; null for a bare class
     * @param trained trained variables of the class, and of what it holds in turn
     */
    public record HeldLayer(String name, @Nullable String policy, List<String> trained) {
        public HeldLayer {
            trained = List.copyOf(trained);
        }
    }

    /** Whether it is package-private in another package, so that the annotated class does not even inherit it. */
    public boolean isForeign() {
        return elsewhere
                && !modifiers.contains(Modifier.PUBLIC)
                && !modifiers.contains(Modifier.PROTECTED)
                && !modifiers.contains(Modifier.PRIVATE);
    }

    /** Whether it holds variables that are trained. */
    public boolean isTrained() {
        return holding.holdsVariables() && !nonTrainable && dtypes.stream().allMatch(Dtype::isFloating);
    }
}
