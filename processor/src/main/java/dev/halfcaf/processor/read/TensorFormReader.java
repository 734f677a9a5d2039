package dev.halfcaf.processor.read;

import com.palantir.javapoet.TypeName;
import dev.halfcaf.processor.describe.TensorForm;
import dev.halfcaf.processor.describe.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the tensors in a type that are cast. */
final class TensorFormReader {
    private static final TensorForm NONE = new TensorForm.None();

    /** A generic record that holds itself with ever longer type arguments has no end. */
    private static final int DEEPEST = 4;

    private final RuntimeTypes known;
    private final Elements elements;
    private final Types types;
    private final TypeReader names;
    private final TensorHolders holders;
    private final List<TypeMirror> records = new ArrayList<>();

    TensorFormReader(RuntimeTypes known, Elements elements, Types types, TypeReader names) {
        this.known = known;
        this.elements = elements;
        this.types = types;
        this.names = names;
        this.holders = new TensorHolders(known, types);
    }

    /** The form of what this parameter or method declares, unless a qualifier or {@code @NoCast} says to leave it. */
    TensorForm declared(Element declaration, TypeMirror type) {
        if (AnnotationReader.isKept(declaration)) {
            records.clear();
            return NONE;
        }
        return of(type);
    }

    TensorForm of(TypeMirror type) {
        records.clear();
        return of(type, List.of());
    }

    /** The records that are made anew where what was last read is cast. */
    List<TypeMirror> records() {
        return List.copyOf(records);
    }

    private TensorForm of(TypeMirror type, List<DeclaredType> around) {
        if (known.isTensor(type)) {
            return new TensorForm.One();
        } else if (known.isOperand(type)) {
            return new TensorForm.OfOperand();
        } else if (known.mayBeTensor(type)) {
            return new TensorForm.Perhaps();
        } else if (type instanceof ArrayType array) {
            return in(array.getComponentType(), type, around, TensorForm.InArray::new);
        } else if (isContainer(type, "java.util.List")) {
            return in(argument(type, 0), type, around, TensorForm.InList::new);
        } else if (isContainer(type, "java.util.Map") && !holders.mentionsTensors(argument(type, 0))) {
            return in(argument(type, 1), type, around, TensorForm.InMap::new);
        } else if (isContainer(type, "java.util.Optional")) {
            return in(argument(type, 0), type, around, TensorForm.InOptional::new);
        } else if (TensorHolders.isRecord(type)) {
            return record((DeclaredType) type, around);
        }
        return holders.mentionsTensors(type) ? unsupported(type) : NONE;
    }

    private interface Container {
        TensorForm of(TypeName elementType, TensorForm element);
    }

    private TensorForm in(TypeMirror element, TypeMirror type, List<DeclaredType> around, Container container) {
        TensorForm form = of(element, around);
        if (form instanceof TensorForm.Unsupported) {
            return unsupported(type);
        }
        return form.isCast() ? container.of(names.read(element).withoutAnnotations(), form) : NONE;
    }

    /** Whether it is exactly that type, and one that a new container can be passed as. */
    private static boolean isContainer(TypeMirror type, String name) {
        return RuntimeTypes.isExactly(type, name)
                && !RuntimeTypes.arguments(type).isEmpty()
                && RuntimeTypes.arguments(type).stream()
                        .noneMatch(argument ->
                                argument instanceof WildcardType wildcard && wildcard.getSuperBound() != null);
    }

    /** What elements are read as: of a wildcard, its bound. */
    private TypeMirror argument(TypeMirror type, int index) {
        TypeMirror argument = RuntimeTypes.arguments(type).get(index);
        if (!(argument instanceof WildcardType wildcard)) {
            return argument;
        }
        return wildcard.getExtendsBound() == null
                ? Objects.requireNonNull(elements.getTypeElement("java.lang.Object"))
                        .asType()
                : wildcard.getExtendsBound();
    }

    private TensorForm record(DeclaredType type, List<DeclaredType> around) {
        if (!holders.holdsTensors(type)) {
            return NONE;
        } else if (around.stream().anyMatch(outer -> types.isSameType(outer, type))) {
            return new TensorForm.Again(names.read(type));
        } else if (around.stream()
                        .filter(outer -> outer.asElement().equals(type.asElement()))
                        .count()
                > DEEPEST) {
            return unsupported(type);
        }
        records.add(type);
        List<DeclaredType> inside = new ArrayList<>(around);
        inside.add(type);
        List<TensorForm.Component> components = new ArrayList<>();
        for (RecordComponentElement component : ((TypeElement) type.asElement()).getRecordComponents()) {
            TensorForm form = form(type, component, inside);
            if (form instanceof TensorForm.Unsupported) {
                return form;
            }
            components.add(new TensorForm.Component(component.getSimpleName().toString(), form));
        }
        return new TensorForm.OfRecord(names.read(type), components);
    }

    private TensorForm form(DeclaredType type, RecordComponentElement component, List<DeclaredType> inside) {
        if (TensorHolders.isKept(component)) {
            return NONE;
        }
        ExecutableType accessor = (ExecutableType) types.asMemberOf(type, component.getAccessor());
        return of(accessor.getReturnType(), inside);
    }

    private TensorForm unsupported(TypeMirror type) {
        return new TensorForm.Unsupported(TypeText.simple(names.read(type)));
    }
}
