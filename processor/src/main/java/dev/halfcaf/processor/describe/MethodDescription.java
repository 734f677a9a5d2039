package dev.halfcaf.processor.describe;

import com.palantir.javapoet.TypeName;
import dev.halfcaf.processor.report.Place;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A method that a class declares or inherits.
 *
 * @param elsewhere whether it is declared in another package than the annotated class
 * @param declaredIn the simple name of its class
 * @param result the tensors in what it returns
 * @param keepsResult whether those have a dtype of their own, which no policy changes
 */
public record MethodDescription(
        Place place,
        String name,
        Set<Modifier> modifiers,
        boolean elsewhere,
        String declaredIn,
        Signature signature,
        TypeName returnType,
        TensorForm result,
        boolean keepsResult) {
    public MethodDescription {
        modifiers = Set.copyOf(modifiers);
    }

    /** For messages: {@code forward(Tensor, int)}. */
    public String display() {
        return signature.display(name);
    }

    /** Whether it is package-private in another package, so that the annotated class does not even inherit it. */
    public boolean isForeign() {
        return elsewhere && !is(Modifier.PUBLIC) && !is(Modifier.PROTECTED) && !is(Modifier.PRIVATE);
    }

    /** Whether it has this modifier. */
    public boolean is(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    /** Whether it takes one tensor and returns one, so that the class can be a {@code TensorFunction}. */
    public boolean isTensorFunction(TypeName tensor) {
        return is(Modifier.PUBLIC)
                && signature.typeVariables().isEmpty()
                && !signature.throwsChecked()
                && signature.parameters().size() == 1
                && !signature.varargs()
                && signature.parameters().get(0).type().withoutAnnotations().equals(tensor)
                && returnType.withoutAnnotations().equals(tensor);
    }
}
