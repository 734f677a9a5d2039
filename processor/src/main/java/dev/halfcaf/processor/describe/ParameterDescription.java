package dev.halfcaf.processor.describe;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import dev.halfcaf.processor.report.Place;
import java.util.List;

/**
 * A parameter of a constructor or method.
 *
 * @param erasure its type without type arguments, as text to compare
 * @param form the tensors in it that are to be cast
 */
public record ParameterDescription(
        Place place, String name, TypeName type, String erasure, List<AnnotationSpec> annotations, TensorForm form) {
    public ParameterDescription {
        annotations = List.copyOf(annotations);
    }
}
