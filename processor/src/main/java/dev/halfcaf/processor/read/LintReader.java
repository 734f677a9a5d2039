package dev.halfcaf.processor.read;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * The javac warnings that a user's declarations would raise again where generated code repeats them. Only those are
 * suppressed there.
 */
final class LintReader {
    private final Elements elements;
    private final Set<String> lints = new TreeSet<>();

    LintReader(Elements elements) {
        this.elements = elements;
    }

    List<String> lints() {
        return List.copyOf(lints);
    }

    /** Generated code passes on what may be null, for callers that pass null: where null is marked, NullAway would object. */
    void passNull(TypeElement type) {
        for (Element around = type; around != null; around = around.getEnclosingElement()) {
            if (AnnotationReader.has(around, "org.jspecify.annotations.NullUnmarked")) {
                return;
            } else if (AnnotationReader.has(around, "org.jspecify.annotations.NullMarked")) {
                lints.add("NullAway");
                return;
            }
        }
    }

    /** Generated code names this declaration: a class, a field, a method, a constructor. */
    void use(Element element) {
        if (elements.isDeprecated(element)) {
            AnnotationMirror mirror = AnnotationReader.find(element, "java.lang.Deprecated");
            boolean forRemoval = mirror != null && Boolean.TRUE.equals(AnnotationReader.value(mirror, "forRemoval"));
            lints.add(forRemoval ? "removal" : "deprecation");
        }
    }

    /** Generated code writes this type. */
    void write(TypeMirror type) {
        TypeScan.forEachClass(type, declared -> {
            for (Element around = declared.asElement();
                    around instanceof TypeElement;
                    around = around.getEnclosingElement()) {
                use(around);
            }
            if (TypeScan.isRaw(declared)) {
                lints.add("rawtypes");
            }
        });
    }

    /** Generated code repeats this constructor or method, and calls it. */
    void repeat(ExecutableElement element, ExecutableType type) {
        use(element);
        type.getParameterTypes().forEach(this::write);
        type.getThrownTypes().forEach(this::write);
        write(type.getReturnType());
        element.getTypeParameters().forEach(parameter -> parameter.getBounds().forEach(this::write));
        if (element.isVarArgs()) {
            TypeMirror last =
                    type.getParameterTypes().get(type.getParameterTypes().size() - 1);
            TypeScan.forEachClass(last, declared -> {
                if (!declared.getTypeArguments().isEmpty()) {
                    // Heap pollution: the declaration is "unchecked", handing the array on is "varargs".
                    lints.add("unchecked");
                    lints.add("varargs");
                }
            });
        }
    }
}
