package dev.halfcaf.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Tells whether there are tensors in what a type says. */
final class TensorHolders {
    /** Type arguments of a record within itself may grow without end; what these do not hold, the rest does not. */
    private static final int MOST_RECORDS = 50;

    private final RuntimeTypes known;
    private final Types types;

    TensorHolders(RuntimeTypes known, Types types) {
        this.known = known;
        this.types = types;
    }

    static boolean isRecord(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && ((DeclaredType) type).asElement().getKind() == ElementKind.RECORD;
    }

    /** Whether the component says of itself that it is passed as it is. */
    static boolean isKept(RecordComponentElement component) {
        // javac shows annotations of a component from a class file on its accessor only.
        return AnnotationReader.isKept(component) || AnnotationReader.isKept(component.getAccessor());
    }

    /** Whether there are tensors in the type, as far as its declaration says. */
    boolean mentionsTensors(TypeMirror type) {
        return holdsTensorsIn(bound(type), new ArrayList<>());
    }

    private static TypeMirror bound(TypeMirror type) {
        return type.getKind() == TypeKind.TYPEVAR ? bound(((TypeVariable) type).getUpperBound()) : type;
    }

    /** Whether the type is a tensor's, or names one among its arguments. */
    private boolean mentionsTensor(TypeMirror type) {
        List<DeclaredType> tensors = new ArrayList<>();
        TypeScan.forEachClass(type, declared -> {
            if (known.isTensor(declared) || known.isOperand(declared)) {
                tensors.add(declared);
            }
        });
        return !tensors.isEmpty();
    }

    /** Whether a record has a component to be cast, or one that cannot be; its own, or of a record within. */
    boolean holdsTensors(DeclaredType record) {
        return holdsTensors(record, new ArrayList<>());
    }

    private boolean holdsTensors(DeclaredType record, List<TypeMirror> seen) {
        if (seen.size() > MOST_RECORDS || seen.stream().anyMatch(one -> types.isSameType(one, record))) {
            return false;
        }
        seen.add(record);
        for (RecordComponentElement component : ((TypeElement) record.asElement()).getRecordComponents()) {
            ExecutableType accessor = (ExecutableType) types.asMemberOf(record, component.getAccessor());
            if (!isKept(component) && holdsTensorsIn(accessor.getReturnType(), seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsTensorsIn(TypeMirror type, List<TypeMirror> seen) {
        if (mentionsTensor(type) || known.mayBeTensor(type)) {
            return true;
        }
        List<DeclaredType> inside = new ArrayList<>();
        TypeScan.forEachClass(type, inside::add);
        return inside.stream().anyMatch(one -> isRecord(one) ? holdsTensors(one, seen) : hidesTensors(one));
    }

    /** Whether it is a class with fields of tensors, or permits one, or a record of tensors: nobody can make one with others. */
    private boolean hidesTensors(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && hidesTensors((TypeElement) ((DeclaredType) type).asElement(), new ArrayList<>());
    }

    private boolean hidesTensors(TypeElement type, List<Element> seen) {
        if (seen.contains(type) || isOfLibraries(type)) {
            return false;
        }
        seen.add(type);
        for (TypeMirror permitted : type.getPermittedSubclasses()) {
            if (permitted instanceof DeclaredType declared
                    && (isRecord(permitted) && holdsTensors(declared)
                            || hidesTensors((TypeElement) declared.asElement(), seen))) {
                return true;
            }
        }
        return type.getKind() == ElementKind.CLASS && hasFieldOfTensors(type);
    }

    private boolean hasFieldOfTensors(TypeElement type) {
        for (@Nullable TypeElement one = type; one != null && !isOfLibraries(one); one = PolicyReader.superclass(one)) {
            for (VariableElement field : ElementFilter.fieldsIn(one.getEnclosedElements())) {
                if (!field.getModifiers().contains(Modifier.STATIC) && mentionsTensor(field.asType())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The JDK's types, Halfcaf's own, and layers, which cast for themselves. */
    private boolean isOfLibraries(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return name.startsWith("java.")
                || name.matches("dev\\.halfcaf\\.(\\w+\\.)?[A-Z].*")
                || known.isLayer(type.asType());
    }
}
