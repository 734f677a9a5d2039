package dev.halfcaf.processor.flow;

import dev.halfcaf.processor.read.PolicyReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** A method without qualifiers has those of the method that it overrides: who calls that one relies on them. */
final class Overridden {
    private final Kinds kinds;
    private final Elements elements;

    Overridden(Kinds kinds, Elements elements) {
        this.kinds = kinds;
        this.elements = elements;
    }

    /** The qualifiers that a method, or a parameter of one, has from what the method overrides. */
    Qualifiers qualifiers(Element declaration) {
        if (declaration instanceof ExecutableElement method && kinds.isTracked(method.getReturnType())) {
            ExecutableElement above = above(method, declaration);
            return above == null ? Qualifiers.NONE : Qualifiers.of(above);
        } else if (declaration instanceof VariableElement parameter
                && parameter.getKind() == ElementKind.PARAMETER
                && parameter.getEnclosingElement() instanceof ExecutableElement method
                // In an initializer, what javac has around a lambda is no whole method.
                && method.getKind() == ElementKind.METHOD
                && kinds.isTracked(parameter.asType())) {
            int index = method.getParameters().indexOf(parameter);
            ExecutableElement above = index < 0 ? null : above(method, parameter);
            return above == null
                    ? Qualifiers.NONE
                    : Qualifiers.of(above.getParameters().get(index));
        }
        return Qualifiers.NONE;
    }

    /** The nearest method above that has qualifiers where this one has none. */
    private @Nullable ExecutableElement above(ExecutableElement method, Element declaration) {
        if (method.getModifiers().contains(Modifier.STATIC)
                || method.getModifiers().contains(Modifier.PRIVATE)
                || !(method.getEnclosingElement() instanceof TypeElement type)) {
            return null;
        }
        Deque<TypeElement> open = new ArrayDeque<>();
        parents(type, open);
        while (!open.isEmpty()) {
            TypeElement next = open.poll();
            for (ExecutableElement other : ElementFilter.methodsIn(next.getEnclosedElements())) {
                if (other.getSimpleName().equals(method.getSimpleName())
                        && other.getParameters().size()
                                == method.getParameters().size()
                        && elements.overrides(method, other, type)
                        && says(other, method, declaration)) {
                    return other;
                }
            }
            parents(next, open);
        }
        return null;
    }

    private static boolean says(ExecutableElement other, ExecutableElement method, Element declaration) {
        int index = method.getParameters().indexOf(declaration);
        return !Qualifiers.of(index < 0 ? other : other.getParameters().get(index))
                .isEmpty();
    }

    private static void parents(TypeElement type, Deque<TypeElement> into) {
        TypeElement above = PolicyReader.superclass(type);
        if (above != null && !above.getQualifiedName().contentEquals("java.lang.Object")) {
            into.add(above);
        }
        List<? extends TypeMirror> interfaces = type.getInterfaces();
        for (TypeMirror one : interfaces) {
            if (one instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                into.add(element);
            }
        }
    }
}
