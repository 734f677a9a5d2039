package dev.halfcaf.processor.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What types are to this analysis. */
final class Kinds {
    /** What a type is; a collection or an array is what its elements are. */
    enum Kind {
        TENSOR,
        VARIABLE,
        LAYER,
        POLICY,
        DTYPE,
        RECORD,
        NUMBER,
        OTHER
    }

    private final Map<Element, Kind> known = new HashMap<>();
    private final Types types;
    private final @Nullable TypeElement layer;
    private final @Nullable TypeElement model;
    private final @Nullable TypeElement tensor;

    Kinds(Elements elements, Types types) {
        this.types = types;
        this.layer = elements.getTypeElement("dev.halfcaf.Layer");
        this.model = elements.getTypeElement("dev.halfcaf.Model");
        this.tensor = remember(elements, "Tensor", Kind.TENSOR);
        remember(elements, "Operand", Kind.TENSOR);
        remember(elements, "Variable", Kind.VARIABLE);
        remember(elements, "Policy", Kind.POLICY);
        remember(elements, "Dtype", Kind.DTYPE);
    }

    private @Nullable TypeElement remember(Elements elements, String name, Kind kind) {
        TypeElement type = elements.getTypeElement("dev.halfcaf." + name);
        if (type != null) {
            known.put(type, kind);
        }
        return type;
    }

    /** Whether this compilation knows tensors at all. */
    boolean isPresent() {
        return tensor != null && layer != null;
    }

    boolean isTensor(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().equals(tensor);
    }

    /** The class of tensors. */
    @Nullable
    TypeElement tensor() {
        return tensor;
    }

    /** Whether the type is a model's class. */
    boolean isModel(TypeMirror type) {
        return model != null && types.isSubtype(types.erasure(type), types.erasure(model.asType()));
    }

    /** Whether the type is a layer class itself, not a collection of layers. */
    boolean isLayer(@Nullable TypeMirror type) {
        return type instanceof DeclaredType declared
                && of(type) == Kind.LAYER
                && known.get(declared.asElement()) == Kind.LAYER;
    }

    Kind of(@Nullable TypeMirror type) {
        return of(type, 0);
    }

    private Kind of(@Nullable TypeMirror type, int depth) {
        if (type == null || depth > 4) {
            return Kind.OTHER;
        }
        switch (type.getKind()) {
            case BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE -> {
                return Kind.NUMBER;
            }
            case ARRAY -> {
                Kind element = of(((ArrayType) type).getComponentType(), depth + 1);
                return element == Kind.NUMBER ? Kind.OTHER : element;
            }
            case DECLARED -> {
                return declared((DeclaredType) type, depth);
            }
            case TYPEVAR -> {
                return of(((TypeVariable) type).getUpperBound(), depth + 1);
            }
            case WILDCARD -> {
                TypeMirror bound = ((WildcardType) type).getExtendsBound();
                return of(bound == null ? ((WildcardType) type).getSuperBound() : bound, depth + 1);
            }
            default -> {
                return Kind.OTHER;
            }
        }
    }

    private Kind declared(DeclaredType type, int depth) {
        Element element = type.asElement();
        Kind kind = known.get(element);
        if (kind == null) {
            kind = classify(type, element);
            known.put(element, kind);
        }
        if (kind == Kind.OTHER) {
            // The first that matters: of a map, mostly its values.
            List<? extends TypeMirror> arguments = type.getTypeArguments();
            for (TypeMirror argument : arguments) {
                Kind inside = of(argument, depth + 1);
                if (inside != Kind.OTHER && inside != Kind.NUMBER) {
                    return inside;
                }
            }
        }
        return kind;
    }

    private Kind classify(DeclaredType type, Element element) {
        if (layer != null && types.isSubtype(types.erasure(type), types.erasure(layer.asType()))) {
            return Kind.LAYER;
        }
        return element.getKind() == ElementKind.RECORD ? Kind.RECORD : Kind.OTHER;
    }

    /** Whether it is an array or a collection, which can be changed. */
    boolean isHolder(@Nullable TypeMirror type, Source source) {
        if (type == null || type.getKind() == TypeKind.ARRAY) {
            return type != null;
        }
        return isA(type, "java.util.Collection", source)
                || isA(type, "java.util.Map", source)
                || isA(type, "java.util.Iterator", source);
    }

    private boolean isA(TypeMirror type, String name, Source source) {
        TypeElement target = source.elements().getTypeElement(name);
        return type.getKind() == TypeKind.DECLARED
                && target != null
                && types.isSubtype(types.erasure(type), types.erasure(target.asType()));
    }

    /** Whether values of the type have a dtype that the analysis follows. */
    boolean isTracked(@Nullable TypeMirror type) {
        return of(type) != Kind.OTHER;
    }
}
