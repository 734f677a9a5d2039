package dev.halfcaf.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/**
 * Types as values, with the annotations on them ({@code @Nullable Tensor}), which {@link TypeName#get(TypeMirror)} drops.
 * A wrapper that is not generated yet is read as the class that it will be.
 */
final class TypeReader {
    private final PendingWrappers pending;
    private final String fromPackage;
    private boolean unresolved;
    private @Nullable String missing;

    TypeReader(PendingWrappers pending, String fromPackage) {
        this.pending = pending;
        this.fromPackage = fromPackage;
    }

    /** Whether a type was read that does not exist, or does not exist yet. */
    boolean sawUnresolved() {
        return unresolved;
    }

    /** A class of which another one's class file speaks, and which has none itself; null if there is none. */
    @Nullable
    String missingClass() {
        return missing;
    }

    TypeName read(TypeMirror type) {
        TypeName name = type.accept(new Visitor(), null);
        List<AnnotationSpec> annotations = annotations(type);
        return annotations.isEmpty() ? name : name.annotated(annotations);
    }

    List<TypeName> read(List<? extends TypeMirror> all) {
        List<TypeName> names = new ArrayList<>();
        for (TypeMirror type : all) {
            names.add(read(type));
        }
        return names;
    }

    /** A declaration of a type variable, with its bounds. */
    TypeVariableName readDeclaration(TypeParameterElement parameter) {
        return TypeVariableName.get(
                parameter.getSimpleName().toString(),
                read(parameter.getBounds()).toArray(new TypeName[0]));
    }

    List<TypeVariableName> readDeclarations(List<? extends TypeParameterElement> parameters) {
        return parameters.stream().map(this::readDeclaration).toList();
    }

    private List<AnnotationSpec> annotations(TypeMirror type) {
        List<AnnotationSpec> specs = new ArrayList<>();
        for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
            if (annotation.getAnnotationType().getKind() != TypeKind.ERROR) {
                specs.add(AnnotationSpec.get(annotation));
            }
        }
        return specs;
    }

    private final class Visitor extends SimpleTypeVisitor14<TypeName, Void> {
        @Override
        public TypeName visitPrimitive(PrimitiveType type, Void unused) {
            return TypeName.get(type).withoutAnnotations();
        }

        @Override
        public TypeName visitNoType(NoType type, Void unused) {
            return TypeName.VOID;
        }

        @Override
        public TypeName visitDeclared(DeclaredType type, Void unused) {
            TypeElement element = (TypeElement) type.asElement();
            // javac notices when it looks into the class, and only then.
            element.getModifiers();
            if (element.asType().getKind() == TypeKind.ERROR) {
                missing = element.getQualifiedName().toString();
            }
            ClassName raw = ClassName.get(element);
            List<TypeName> arguments = read(type.getTypeArguments());
            if (type.getEnclosingType() instanceof DeclaredType enclosing
                    && !element.getModifiers().contains(Modifier.STATIC)
                    && read(enclosing) instanceof ParameterizedTypeName outer) {
                return outer.nestedClass(raw.simpleName(), arguments);
            }
            return arguments.isEmpty() ? raw : ParameterizedTypeName.get(raw, arguments.toArray(new TypeName[0]));
        }

        @Override
        public TypeName visitError(ErrorType type, Void unused) {
            String text = type.toString().replaceAll("<.*", "");
            ClassName wrapper = pending.find(text, fromPackage);
            if (wrapper == null) {
                unresolved = true;
                // JDK 17 has no text for a generic one. The class waits, so that this is never printed.
                return ClassName.OBJECT;
            }
            return type.getTypeArguments().isEmpty()
                    ? wrapper
                    : ParameterizedTypeName.get(
                            wrapper, read(type.getTypeArguments()).toArray(new TypeName[0]));
        }

        @Override
        public TypeName visitTypeVariable(TypeVariable type, Void unused) {
            return TypeVariableName.get(type.asElement().getSimpleName().toString());
        }

        @Override
        public TypeName visitArray(ArrayType type, Void unused) {
            return ArrayTypeName.of(read(type.getComponentType()));
        }

        @Override
        public TypeName visitWildcard(WildcardType type, Void unused) {
            if (type.getExtendsBound() != null) {
                return WildcardTypeName.subtypeOf(read(type.getExtendsBound()));
            }
            return type.getSuperBound() != null
                    ? WildcardTypeName.supertypeOf(read(type.getSuperBound()))
                    : WildcardTypeName.subtypeOf(Object.class);
        }

        @Override
        protected TypeName defaultAction(TypeMirror type, Void unused) {
            throw new IllegalArgumentException("Halfcaf does not know this kind of type: " + type);
        }
    }
}
