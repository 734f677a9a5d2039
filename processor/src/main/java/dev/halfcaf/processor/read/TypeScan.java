package dev.halfcaf.processor.read;

import java.util.function.Consumer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Walks over the classes that a type is made of. */
final class TypeScan {
    private TypeScan() {}

    /** Each class named in the type: itself, its elements, its arguments and their bounds. */
    static void forEachClass(@Nullable TypeMirror type, Consumer<DeclaredType> action) {
        if (type instanceof ArrayType array) {
            forEachClass(array.getComponentType(), action);
        } else if (type instanceof WildcardType wildcard) {
            forEachClass(wildcard.getExtendsBound(), action);
            forEachClass(wildcard.getSuperBound(), action);
        } else if (type != null && type.getKind() == TypeKind.DECLARED && type instanceof DeclaredType declared) {
            action.accept(declared);
            declared.getTypeArguments().forEach(argument -> forEachClass(argument, action));
        }
    }

    /** Whether it is a generic class without its arguments. */
    static boolean isRaw(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                && type.asElement() instanceof TypeElement element
                && !element.getTypeParameters().isEmpty();
    }
}
