package dev.halfcaf.processor.describe;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an override or a mirrored constructor repeats.
 *
 * @param annotations those that are repeated
 * @param inaccessible types that a class beside the annotated one cannot name
 */
public record Signature(
        List<AnnotationSpec> annotations,
        List<TypeVariableName> typeVariables,
        List<ParameterDescription> parameters,
        boolean varargs,
        List<ExceptionDescription> exceptions,
        List<String> inaccessible) {
    public Signature {
        annotations = List.copyOf(annotations);
        typeVariables = List.copyOf(typeVariables);
        parameters = List.copyOf(parameters);
        exceptions = List.copyOf(exceptions);
        inaccessible = List.copyOf(inaccessible);
    }

    /**
     * An exception in a throws clause.
     *
     * @param checked whether callers have to deal with it
     */
    public record ExceptionDescription(TypeName type, boolean checked) {}

    /** Whether callers have to deal with an exception. */
    public boolean throwsChecked() {
        return exceptions.stream().anyMatch(ExceptionDescription::checked);
    }

    /** The parameters' types without type arguments, as text to compare. */
    public List<String> erasure() {
        return parameters.stream().map(ParameterDescription::erasure).toList();
    }

    /** For messages: {@code forward(Tensor, int)}. */
    public String display(String name) {
        return parameters.stream()
                .map(parameter -> TypeText.simple(parameter.type()))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
