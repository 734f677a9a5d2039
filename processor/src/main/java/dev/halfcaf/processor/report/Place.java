package dev.halfcaf.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where in the source a message points: a declaration, an annotation on it, or a value in that annotation. A handle to
 * hand on; nothing is read through it.
 */
public record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {
    /** The name in a declaration. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }

    /** An annotation. */
    public static Place of(Element element, AnnotationMirror annotation) {
        return new Place(element, annotation, null);
    }
}
