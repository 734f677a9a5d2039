package dev.halfcaf.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import dev.halfcaf.processor.describe.ConstructorDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.Signature;
import dev.halfcaf.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads constructors and methods, as members of the annotated class: a superclass's type variables are filled in. */
final class SignatureReader {
    private final Elements elements;
    private final Types types;
    private final TypeReader names;
    private final TensorFormReader forms;
    private final DeclaredType type;
    private final PackageElement here;

    SignatureReader(Elements elements, Types types, TypeReader names, TensorFormReader forms, TypeElement annotated) {
        this.elements = elements;
        this.types = types;
        this.names = names;
        this.forms = forms;
        this.type = (DeclaredType) annotated.asType();
        this.here = Visibility.packageOf(annotated);
    }

    ExecutableType asMember(ExecutableElement element) {
        return (ExecutableType) types.asMemberOf(type, element);
    }

    ConstructorDescription constructor(ExecutableElement element) {
        Modifier visibility = null;
        for (Modifier modifier : List.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE)) {
            if (element.getModifiers().contains(modifier)) {
                visibility = modifier;
            }
        }
        return new ConstructorDescription(
                place(element), visibility, AnnotationReader.has(element, "java.lang.SafeVarargs"), signature(element));
    }

    MethodDescription method(ExecutableElement element) {
        TypeMirror returned = asMember(element).getReturnType();
        return new MethodDescription(
                place(element),
                element.getSimpleName().toString(),
                element.getModifiers(),
                !Visibility.packageOf(element).equals(here),
                Visibility.ownerOf(element).getSimpleName().toString(),
                signature(element),
                names.read(returned),
                forms.of(returned),
                AnnotationReader.keepsResult(element));
    }

    /** An inherited member has no place in this class; then the class is the place. */
    private Place place(ExecutableElement element) {
        boolean implicit = elements.getOrigin(element) == Elements.Origin.MANDATED;
        return Visibility.ownerOf(element).equals(type.asElement()) && !implicit
                ? Place.of(element)
                : Place.of(type.asElement());
    }

    private Signature signature(ExecutableElement element) {
        ExecutableType asMember = asMember(element);
        List<String> inaccessible = new ArrayList<>(Visibility.inaccessible(asMember.getReturnType(), here));
        List<ParameterDescription> parameters = new ArrayList<>();
        for (int i = 0; i < element.getParameters().size(); i++) {
            TypeMirror parameterType = asMember.getParameterTypes().get(i);
            inaccessible.addAll(Visibility.inaccessible(parameterType, here));
            parameters.add(parameter(element.getParameters().get(i), parameterType));
        }
        List<Signature.ExceptionDescription> exceptions = new ArrayList<>();
        for (TypeMirror thrown : asMember.getThrownTypes()) {
            inaccessible.addAll(Visibility.inaccessible(thrown, here));
            exceptions.add(new Signature.ExceptionDescription(names.read(thrown), isChecked(thrown)));
        }
        List<AnnotationSpec> annotations = new ArrayList<>(AnnotationReader.deprecation(element));
        annotations.addAll(
                AnnotationReader.repeated(element, asMember.getReturnType().getAnnotationMirrors()));
        return new Signature(
                annotations,
                names.readDeclarations(element.getTypeParameters()),
                parameters,
                element.isVarArgs(),
                exceptions,
                inaccessible);
    }

    private ParameterDescription parameter(VariableElement element, TypeMirror parameterType) {
        return new ParameterDescription(
                Place.of(element),
                element.getSimpleName().toString(),
                names.read(parameterType),
                types.erasure(parameterType).toString(),
                AnnotationReader.repeated(element, leading(parameterType)),
                forms.declared(element, parameterType));
    }

    /** The annotations in front of a type, where those of its declaration stand, too. */
    private static List<? extends AnnotationMirror> leading(TypeMirror type) {
        TypeMirror element = type;
        while (element instanceof ArrayType array) {
            element = array.getComponentType();
        }
        return element.getAnnotationMirrors();
    }

    private static boolean isChecked(TypeMirror thrown) {
        return !RuntimeTypes.isA(thrown, "java.lang.RuntimeException") && !RuntimeTypes.isA(thrown, "java.lang.Error");
    }
}
