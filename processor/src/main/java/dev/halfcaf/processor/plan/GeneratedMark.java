package dev.halfcaf.processor.plan;

import com.palantir.javapoet.ClassName;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.describe.GeneratedNames;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What the processor resolved for a class, as its wrapper carries it.
 *
 * @param policy the policy's config; empty where the surroundings decide
 * @param origin where it comes from, in words
 */
record GeneratedMark(String policy, String origin) {
    private static final String ANNOTATION = "dev.halfcaf.HalfcafGenerated";

    /** The mark on the wrapper of a class; null if there is none. */
    static @Nullable GeneratedMark of(TypeElement type, Elements elements) {
        TypeElement wrapper = elements.getTypeElement(
                GeneratedNames.wrapper(ClassName.get(type)).canonicalName());
        AnnotationMirror mirror = wrapper == null ? null : mirror(wrapper);
        return mirror == null ? null : new GeneratedMark(text(mirror, "policy"), text(mirror, "origin"));
    }

    static boolean isGenerated(TypeElement type) {
        return mirror(type) != null;
    }

    String policyName() {
        try {
            return policy.isEmpty() ? "" : Policy.fromConfig(policy).name();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable AnnotationMirror mirror(TypeElement type) {
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().asElement() instanceof TypeElement annotation
                    && annotation.getQualifiedName().contentEquals(ANNOTATION)) {
                return mirror;
            }
        }
        return null;
    }

    private static String text(AnnotationMirror mirror, String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> String.valueOf(entry.getValue().getValue()))
                .findFirst()
                .orElse("");
    }
}
