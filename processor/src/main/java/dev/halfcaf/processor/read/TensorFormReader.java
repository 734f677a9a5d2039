package dev.halfcaf.processor.read;

import dev.halfcaf.processor.describe.TensorForm;
import dev.halfcaf.processor.describe.TypeText;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Finds the tensors in a type that are cast. */
final class TensorFormReader {
    private static final TensorForm NONE = new TensorForm.None();

    private final RuntimeTypes known;
    private final Types types;
    private final TypeReader names;

    TensorFormReader(RuntimeTypes known, Types types, TypeReader names) {
        this.known = known;
        this.types = types;
        this.names = names;
    }

    /** The form of what this parameter or method declares, unless a qualifier or {@code @NoCast} says to leave it. */
    TensorForm declared(Element declaration, TypeMirror type) {
        return AnnotationReader.isKept(declaration) ? NONE : of(type);
    }

    TensorForm of(TypeMirror type) {
        return of(type, List.of());
    }

    private TensorForm of(TypeMirror type, List<Element> around) {
        if (known.isTensor(type)) {
            return new TensorForm.One();
        } else if (known.isTensorArray(type)) {
            return new TensorForm.Array();
        } else if (known.isTensorList(type)) {
            return new TensorForm.Listed();
        } else if (type.getKind() == TypeKind.DECLARED
                && ((DeclaredType) type).asElement().getKind() == ElementKind.RECORD) {
            return record((DeclaredType) type, around);
        }
        return mentionsTensor(type) ? new TensorForm.Unsupported(text(type)) : NONE;
    }

    private TensorForm record(DeclaredType type, List<Element> around) {
        TypeElement element = (TypeElement) type.asElement();
        if (around.contains(element)) {
            return new TensorForm.Again(names.read(type));
        }
        List<Element> inside = new ArrayList<>(around);
        inside.add(element);
        List<TensorForm.Component> components = new ArrayList<>();
        boolean cast = false;
        for (RecordComponentElement component : element.getRecordComponents()) {
            TensorForm form = form(type, component, inside);
            if (form instanceof TensorForm.Unsupported) {
                return form;
            }
            cast |= form.isCast() && !(form instanceof TensorForm.Again);
            components.add(new TensorForm.Component(component.getSimpleName().toString(), form));
        }
        return cast ? new TensorForm.OfRecord(names.read(type), components) : NONE;
    }

    private TensorForm form(DeclaredType type, RecordComponentElement component, List<Element> inside) {
        // javac shows annotations of a component from a class file on its accessor only.
        if (AnnotationReader.isKept(component) || AnnotationReader.isKept(component.getAccessor())) {
            return NONE;
        }
        ExecutableType accessor = (ExecutableType) types.asMemberOf(type, component.getAccessor());
        return of(accessor.getReturnType(), inside);
    }

    private boolean mentionsTensor(TypeMirror type) {
        List<DeclaredType> tensors = new ArrayList<>();
        TypeScan.forEachClass(type, declared -> {
            if (known.isTensor(declared)) {
                tensors.add(declared);
            }
        });
        return !tensors.isEmpty();
    }

    private String text(TypeMirror type) {
        return TypeText.simple(names.read(type));
    }
}
