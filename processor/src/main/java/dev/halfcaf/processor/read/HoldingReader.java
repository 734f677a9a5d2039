package dev.halfcaf.processor.read;

import dev.halfcaf.processor.describe.Holding;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Finds out how the type of one field holds variables or layers. */
final class HoldingReader {
    private final RuntimeTypes known;
    private final PendingWrappers pending;
    private final PackageElement declaredIn;
    private @Nullable TypeElement layerClass;

    HoldingReader(RuntimeTypes known, PendingWrappers pending, PackageElement declaredIn) {
        this.known = known;
        this.pending = pending;
        this.declaredIn = declaredIn;
    }

    /** The layer class that the type last read names; null if it names none. */
    @Nullable
    TypeElement layerClass() {
        return layerClass;
    }

    /** How the type holds them; null if it holds none. */
    @Nullable
    Holding read(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            String text = type.toString().replaceAll("<.*", "");
            layerClass = pending.annotated(text, declaredIn.getQualifiedName().toString());
            if (layerClass != null) {
                return new Holding.OfLayer(true);
            }
            // JDK 17 does not tell the name of a generic class that is not there yet; it may be a wrapper.
            return text.isEmpty() ? new Holding.OfLayer(false) : null;
        } else if (type instanceof ArrayType array) {
            Holding element = read(array.getComponentType());
            return element == null ? null : new Holding.InArray(element);
        } else if (type instanceof TypeVariable variable) {
            return read(variable.getUpperBound());
        } else if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? null : read(wildcard.getExtendsBound());
        }
        return type.getKind() == TypeKind.DECLARED ? ofClass((DeclaredType) type) : null;
    }

    private @Nullable Holding ofClass(DeclaredType type) {
        if (known.isVariable(type)) {
            return new Holding.OfVariable();
        } else if (known.isLayer(type)) {
            layerClass = (TypeElement) type.asElement();
            return new Holding.OfLayer(true);
        } else if (known.isTensorFunction(type)) {
            // A constant of an enum, such as an Activation, is no layer.
            return type.asElement().getKind() == ElementKind.ENUM ? null : new Holding.OfLayer(false);
        } else if (type.asElement().getKind() == ElementKind.RECORD) {
            return ofRecord(type);
        } else if (known.isList(type)) {
            Holding element = argument(type, "java.util.List", 0);
            return element == null ? null : new Holding.InList(element);
        } else if (known.isMap(type)) {
            Holding value = argument(type, "java.util.Map", 1);
            if (value != null) {
                return new Holding.InMap(value);
            }
            Holding key = argument(type, "java.util.Map", 0);
            return key == null ? null : unsupported(key, type);
        }
        return inOther(type);
    }

    private @Nullable Holding ofRecord(DeclaredType type) {
        for (RecordComponentElement component : ((TypeElement) type.asElement()).getRecordComponents()) {
            // Not deeper: a record may contain itself.
            TypeMirror componentType = component.asType();
            Holding held = componentType instanceof DeclaredType declared
                            && declared.asElement().getKind() == ElementKind.RECORD
                    ? null
                    : read(componentType);
            if (held != null) {
                return unsupported(held, type);
            }
        }
        return null;
    }

    /** Sets, queues, Optional, references: what holds things, but names none of them. */
    private @Nullable Holding inOther(DeclaredType type) {
        boolean container = type.asElement() instanceof TypeElement element
                && element.getQualifiedName().toString().startsWith("java.util.")
                && !element.getQualifiedName().toString().startsWith("java.util.function.");
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (!container && RuntimeTypes.isA(type, "java.lang.Iterable")) {
            DeclaredType iterable = known.as(type, "java.lang.Iterable");
            arguments = iterable == null ? List.of() : iterable.getTypeArguments();
            container = true;
        }
        if (container) {
            for (TypeMirror argument : arguments) {
                Holding held = read(argument);
                if (held != null) {
                    return unsupported(held, type);
                }
            }
        }
        return null;
    }

    private static Holding unsupported(Holding held, DeclaredType type) {
        String name = type.asElement().getSimpleName().toString();
        return new Holding.Unsupported(held, (name.matches("[AEIO].*") ? "an " : "a ") + name);
    }

    private @Nullable Holding argument(DeclaredType type, String as, int index) {
        DeclaredType target = known.as(type, as);
        return target == null || target.getTypeArguments().size() <= index
                ? null
                : read(target.getTypeArguments().get(index));
    }
}
