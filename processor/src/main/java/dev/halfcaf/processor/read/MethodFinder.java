package dev.halfcaf.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The methods that a layer class has from its user: its own, and those of superclasses below {@code Layer}. */
final class MethodFinder {
    private final Elements elements;
    private final TypeElement type;
    private final List<ExecutableElement> all = new ArrayList<>();
    private final List<ExecutableElement> ofRoots = new ArrayList<>();
    private final Set<TypeElement> hierarchy = new LinkedHashSet<>();
    private boolean unresolved;

    MethodFinder(Elements elements, TypeElement type) {
        this.elements = elements;
        this.type = type;
        collect(type);
        for (TypeElement one : hierarchy) {
            all.addAll(ElementFilter.methodsIn(one.getEnclosedElements()));
        }
    }

    /** Whether a superclass or interface does not exist, or does not exist yet. */
    boolean sawUnresolved() {
        return unresolved;
    }

    /** The class, its superclasses below {@code Layer}, and all their interfaces. */
    Set<TypeElement> hierarchy() {
        return hierarchy;
    }

    /** The methods of this name that nothing overrides. */
    List<ExecutableElement> named(String name) {
        List<ExecutableElement> same = all.stream()
                .filter(method -> method.getSimpleName().contentEquals(name))
                .toList();
        return same.stream()
                .filter(method -> same.stream().noneMatch(other -> overrides(other, method)))
                .toList();
    }

    /** The methods that have this annotation, or override one that has it, and that nothing overrides. */
    List<ExecutableElement> marked(String annotation) {
        return all.stream()
                .filter(method -> AnnotationReader.has(method, annotation)
                        || all.stream()
                                .anyMatch(other -> AnnotationReader.has(other, annotation) && overrides(method, other)))
                .filter(method -> all.stream().noneMatch(other -> overrides(other, method)))
                .toList();
    }

    /** Abstract methods that nothing implements. */
    List<ExecutableElement> unimplemented() {
        return all.stream()
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(method ->
                        Stream.concat(all.stream(), ofRoots.stream()).noneMatch(other -> overrides(other, method)))
                .toList();
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(method -> names.add(method.getSimpleName().toString()));
        return names;
    }

    private boolean overrides(ExecutableElement one, ExecutableElement other) {
        return !one.equals(other)
                && one.getSimpleName().equals(other.getSimpleName())
                && elements.overrides(one, other, type);
    }

    private void collect(TypeElement one) {
        if (isRoot(one)) {
            ofRoots.addAll(ElementFilter.methodsIn(elements.getAllMembers(one)));
            return;
        }
        if (!hierarchy.add(one)) {
            return;
        }
        element(one.getSuperclass(), this::collect);
        one.getInterfaces().forEach(parent -> element(parent, this::collect));
    }

    /** Layer and Model are the runtime's: what they declare is no user's. */
    static boolean isRoot(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return name.equals(RuntimeTypes.LAYER) || name.equals(RuntimeTypes.MODEL) || name.equals("java.lang.Object");
    }

    private void element(TypeMirror type, Consumer<TypeElement> action) {
        unresolved |= type.getKind() == TypeKind.ERROR;
        if (type.getKind() == TypeKind.DECLARED) {
            Element element = ((DeclaredType) type).asElement();
            action.accept((TypeElement) element);
        }
    }
}
