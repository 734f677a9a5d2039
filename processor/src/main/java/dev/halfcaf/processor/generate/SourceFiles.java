package dev.halfcaf.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.describe.BodyOptions;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What all generated files have in common. */
final class SourceFiles {
    private static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
    private static final String PROCESSOR = "dev.halfcaf.processor.HalfcafProcessor";

    private SourceFiles() {}

    /** A class generated from the annotated one, as visible as that. */
    static TypeSpec.Builder start(LayerDescription layer, ClassName name) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name);
        if (layer.surroundings().deprecated()) {
            type.addAnnotation(Deprecated.class);
        }
        if (layer.surroundings().hasGeneratedAnnotation()) {
            type.addAnnotation(AnnotationSpec.builder(GENERATED)
                    .addMember("value", "$S", PROCESSOR)
                    .build());
        }
        type.addAnnotation(mark(layer));
        List<String> lints = layer.surroundings().lints();
        if (!lints.isEmpty()) {
            AnnotationSpec.Builder silencer = AnnotationSpec.builder(SuppressWarnings.class);
            lints.forEach(lint -> silencer.addMember("value", "$S", lint));
            type.addAnnotation(silencer.build());
        }
        if (layer.shape().publicThroughout()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        return type.addModifiers(Modifier.FINAL);
    }

    private static AnnotationSpec mark(LayerDescription layer) {
        AnnotationSpec.Builder mark = AnnotationSpec.builder(RuntimeNames.HALFCAF_GENERATED)
                .addMember("from", "$S", layer.name().canonicalName());
        BuildPolicy policy = layer.policy();
        if (policy.resolved() != null) {
            // A package may give a loss scale, too, which stays where the class has none of its own.
            Policy found = policy.resolved().policy();
            Policy effective = policy.lossScale().equals("auto") ? found : found.withLossScale(policy.lossScale());
            mark.addMember("policy", "$S", effective.config())
                    .addMember("origin", "$S", policy.resolved().where());
        }
        BodyOptions bodies = layer.surroundings().bodies();
        if (bodies.strict()) {
            mark.addMember("strict", "true");
        }
        if (!bodies.severity().isEmpty()) {
            mark.addMember("severity", "$S", bodies.severity());
        }
        return mark.build();
    }

    /** The file, as text. */
    static String print(LayerDescription layer, TypeSpec type) {
        return Layout.tidy(JavaFile.builder(layer.name().packageName(), type)
                .indent("    ")
                .skipJavaLangImports(!layer.surroundings().hidesJavaLang())
                .build()
                .toString());
    }

    /** A policy in the words of a class's comment. */
    static CodeBlock describe(BuildPolicy policy) {
        if (policy.resolved() == null) {
            return CodeBlock.of("Its policy is that of its surroundings.");
        }
        return policy.named()
                ? CodeBlock.of(
                        "Its policy is {@code $L}.", policy.resolved().policy().name())
                : CodeBlock.of(
                        "Its policy is that of its surroundings; where they say nothing, {@code $L}\n($L).",
                        policy.resolved().policy().name(),
                        policy.resolved().where());
    }
}
