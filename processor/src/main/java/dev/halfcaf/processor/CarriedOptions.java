package dev.halfcaf.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.body.CheckOptions;
import dev.halfcaf.processor.report.Severities;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code -Ahalfcaf.strict} and {@code -Ahalfcaf.severity} as the processor has put them into what it generated:
 * an auto-started plugin is shown no options. A file that was generated in this compilation speaks for all of it; a wrapper
 * from an earlier one for its own class.
 */
final class CarriedOptions {
    private static final String GENERATED = "dev.halfcaf.HalfcafGenerated";

    private final Elements elements;
    private boolean found;

    CarriedOptions(Elements elements) {
        this.elements = elements;
    }

    static boolean isGenerated(TypeElement type) {
        return mark(type) != null;
    }

    private static @Nullable AnnotationMirror mark(TypeElement type) {
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().asElement() instanceof TypeElement annotation
                    && annotation.getQualifiedName().contentEquals(GENERATED)) {
                return mirror;
            }
        }
        return null;
    }

    /** The options in a file that was just parsed. */
    CheckOptions in(CompilationUnitTree unit) {
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree tree) {
                for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
                    if (annotation.getAnnotationType().toString().endsWith("HalfcafGenerated")) {
                        found = true;
                        return options(values(annotation));
                    }
                }
            }
        }
        return CheckOptions.DEFAULT;
    }

    private static Map<String, Object> values(AnnotationTree annotation) {
        Map<String, Object> values = new HashMap<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment
                    && assignment.getExpression() instanceof LiteralTree literal) {
                values.put(assignment.getVariable().toString(), literal.getValue());
            }
        }
        return values;
    }

    /** The options in what was generated for a class before. */
    CheckOptions around(TypeElement type) {
        Element owner = type.getEnclosingElement();
        if (found || owner == null) {
            return CheckOptions.DEFAULT;
        }
        String name = owner.toString().isEmpty() || owner.toString().equals("unnamed package") ? "" : owner + ".";
        TypeElement wrapper = elements.getTypeElement(name + "Casting" + type.getSimpleName());
        AnnotationMirror mark = wrapper == null ? null : mark(wrapper);
        if (mark == null) {
            return CheckOptions.DEFAULT;
        }
        Map<String, Object> values = new HashMap<>();
        mark.getElementValues()
                .forEach((method, value) -> values.put(method.getSimpleName().toString(), value.getValue()));
        return options(values);
    }

    private static CheckOptions options(Map<String, Object> values) {
        Object severity = values.get("severity");
        return new CheckOptions(
                Boolean.TRUE.equals(values.get("strict")),
                // What is wrong with it, the processor has said.
                severity instanceof String text && !text.isEmpty()
                        ? Severities.parse("", text, problem -> {})
                        : Severities.NONE);
    }
}
