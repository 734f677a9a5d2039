package dev.halfcaf.processor.flow;

import dev.halfcaf.processor.flow.Kinds.Kind;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A method or constructor, as its declaration has it.
 *
 * @param result what its return type is
 * @param isSame whether operands have to agree: one of them is {@code @SameDtype}
 */
record Signature(ExecutableElement method, Qualifiers own, List<Parameter> parameters, Kind result, boolean isSame) {
    Signature {
        parameters = List.copyOf(parameters);
    }

    /** A parameter. */
    record Parameter(VariableElement element, Qualifiers qualifiers, Kind kind) {
        String name() {
            return element.getSimpleName().toString();
        }
    }

    static Signature of(ExecutableElement method, Declarations declarations) {
        List<Parameter> parameters = method.getParameters().stream()
                .map(parameter -> new Parameter(
                        parameter,
                        declarations.qualifiers(parameter),
                        declarations.kinds().of(parameter.asType())))
                .toList();
        Qualifiers own = declarations.qualifiers(method);
        return new Signature(
                method,
                own,
                parameters,
                declarations.kinds().of(method.getReturnType()),
                own.has(Qualifier.SAME_DTYPE)
                        || parameters.stream().anyMatch(one -> one.qualifiers().has(Qualifier.SAME_DTYPE)));
    }

    /** The parameter that takes the argument of this number. */
    Parameter parameter(int argument) {
        return parameters.get(Math.min(argument, parameters.size() - 1));
    }

    boolean takes(int argument) {
        return argument < parameters.size() || method.isVarArgs();
    }

    /** The type that one argument has for a parameter: of the last of a variable number, an element's. */
    TypeMirror typeFor(int argument) {
        TypeMirror type = parameter(argument).element().asType();
        return method.isVarArgs() && argument >= parameters.size() - 1 && type instanceof ArrayType array
                ? array.getComponentType()
                : type;
    }

    boolean isStatic() {
        return method.getModifiers().contains(Modifier.STATIC);
    }

    boolean isConstructor() {
        return method.getKind() == ElementKind.CONSTRUCTOR;
    }

    /** Whether type variables tell something of what it does. */
    boolean isGeneric() {
        return !method.getTypeParameters().isEmpty()
                || !owner().getTypeParameters().isEmpty() && !isStatic();
    }

    String name() {
        return method.getSimpleName().toString();
    }

    /** The class that declares it. */
    TypeElement owner() {
        return Members.owner(method);
    }

    /** Whether a subclass can replace the body. */
    boolean isOverridable() {
        return !isStatic()
                && !method.getModifiers().contains(Modifier.PRIVATE)
                && !method.getModifiers().contains(Modifier.FINAL)
                && !owner().getModifiers().contains(Modifier.FINAL)
                && owner().getKind() != ElementKind.RECORD;
    }

    /**
     * Whether this is a method that sets a variable: of a variable, with one operand of which no dtype is declared, and
     * without a result. Any floating dtype goes into a floating variable, and is rounded to it.
     */
    boolean storesIntoVariable(Kinds kinds) {
        return isPlain()
                && !isStatic()
                && parameters.size() == 1
                && parameters.get(0).kind() == Kind.TENSOR
                && method.getReturnType().getKind() == TypeKind.VOID
                && kinds.of(owner().asType()) == Kind.VARIABLE;
    }

    /** Whether nothing about dtypes is said or asked here. */
    boolean isPlain() {
        return own.isEmpty()
                && parameters.stream().allMatch(one -> one.qualifiers().isEmpty());
    }
}
