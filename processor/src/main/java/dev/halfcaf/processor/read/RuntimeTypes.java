package dev.halfcaf.processor.read;

import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Halfcaf's own types, and a few of the JDK's, as the compilation at hand sees them. */
final class RuntimeTypes {
    static final String LAYER = "dev.halfcaf.Layer";
    static final String MODEL = "dev.halfcaf.Model";

    private final Types types;

    RuntimeTypes(Types types) {
        this.types = types;
    }

    boolean isLayer(TypeMirror type) {
        return isA(type, LAYER);
    }

    boolean isModel(TypeMirror type) {
        return isA(type, MODEL);
    }

    /** Whether a value of the type may be a layer: the type of all that maps a tensor to one. */
    boolean isTensorFunction(TypeMirror type) {
        return isA(type, "dev.halfcaf.TensorFunction");
    }

    boolean isVariable(TypeMirror type) {
        return isExactly(type, "dev.halfcaf.Variable");
    }

    boolean isTensor(TypeMirror type) {
        return isExactly(type, "dev.halfcaf.Tensor");
    }

    boolean isOperand(TypeMirror type) {
        return isExactly(type, "dev.halfcaf.Operand");
    }

    /** Whether a variable of the type, which does not say Tensor, can hold one: an Object, a T, a T extends Operand. */
    boolean mayBeTensor(TypeMirror type) {
        if (type instanceof TypeVariable variable && type.getKind() == TypeKind.TYPEVAR) {
            TypeMirror bound = variable.getUpperBound();
            return isTensor(bound) || isOperand(bound) || mayBeTensor(bound);
        } else if (type instanceof IntersectionType intersection) {
            return intersection.getBounds().stream()
                    .allMatch(bound -> isTensor(bound) || isOperand(bound) || mayBeTensor(bound));
        }
        return isExactly(type, "java.lang.Object");
    }

    boolean isList(TypeMirror type) {
        return isA(type, "java.util.List");
    }

    boolean isMap(TypeMirror type) {
        return isA(type, "java.util.Map");
    }

    /**
     * Whether this is the named class or interface, or extends it. Found by names, upwards: of a class whose superclass came in
     * a later round, javac still remembers by its erasure that it had none.
     */
    static boolean isA(TypeMirror type, String name) {
        if (type instanceof TypeVariable variable && type.getKind() == TypeKind.TYPEVAR) {
            return isA(variable.getUpperBound(), name);
        } else if (type instanceof IntersectionType intersection) {
            return intersection.getBounds().stream().anyMatch(bound -> isA(bound, name));
        } else if (type.getKind() != TypeKind.DECLARED) {
            return false;
        }
        TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
        return element.getQualifiedName().contentEquals(name)
                || isA(element.getSuperclass(), name)
                || element.getInterfaces().stream().anyMatch(parent -> isA(parent, name));
    }

    static boolean isExactly(TypeMirror type, String name) {
        return type.getKind() == TypeKind.DECLARED
                && ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .contentEquals(name);
    }

    static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    }

    /** What a type is as this class or interface: {@code List<Dense>} of {@code ArrayList<Dense>}; null if it is none. */
    @Nullable
    DeclaredType as(TypeMirror type, String name) {
        if (isExactly(type, name)) {
            return (DeclaredType) type;
        }
        for (TypeMirror supertype : types.directSupertypes(type)) {
            DeclaredType found = as(supertype, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
