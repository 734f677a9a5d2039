package dev.halfcaf.processor.describe;

import dev.halfcaf.processor.report.Place;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A method with {@code @EntryMethod}, wherever it stands.
 *
 * @param owner the simple name of its class
 * @param inAnnotatedClass whether that class has {@code @DtypePolicy}
 */
public record AnnotatedMethod(
        Place place,
        String name,
        String owner,
        boolean inInterface,
        boolean inLayer,
        boolean inModel,
        boolean inAnnotatedClass,
        Set<Modifier> modifiers) {
    public AnnotatedMethod {
        modifiers = Set.copyOf(modifiers);
    }
}
