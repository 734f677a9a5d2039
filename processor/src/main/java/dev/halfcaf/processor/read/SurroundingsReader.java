package dev.halfcaf.processor.read;

import com.palantir.javapoet.ClassName;
import dev.halfcaf.processor.describe.BodyOptions;
import dev.halfcaf.processor.describe.GeneratedNames;
import dev.halfcaf.processor.describe.Surroundings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads what surrounds a class, as far as generated code has to get along with it. */
final class SurroundingsReader {
    private static final String GENERATED = "javax.annotation.processing.Generated";
    private static final String HALFCAF_GENERATED = "dev.halfcaf.HalfcafGenerated";

    /** What generated code takes from java.lang by its simple name. */
    private static final List<String> PRINTED =
            List.of("Override", "Deprecated", "SuppressWarnings", "SafeVarargs", "String", "Object");

    private final Elements elements;
    private final TypeElement type;

    SurroundingsReader(Elements elements, TypeElement type) {
        this.elements = elements;
        this.type = type;
    }

    Surroundings read(MethodFinder methods, List<String> lints, BodyOptions bodies) {
        Set<String> nested = new LinkedHashSet<>();
        for (TypeElement one : methods.hierarchy()) {
            ElementFilter.typesIn(one.getEnclosedElements())
                    .forEach(inner -> nested.add(inner.getSimpleName().toString()));
        }
        type.getTypeParameters()
                .forEach(parameter -> nested.add(parameter.getSimpleName().toString()));
        ClassName name = ClassName.get(type);
        return new Surroundings(
                nested,
                methods.names(),
                lints,
                elements.isDeprecated(type),
                PRINTED.stream().anyMatch(simple -> inPackage(simple) != null),
                hasGeneratedAnnotation(),
                taken(GeneratedNames.wrapper(name)),
                taken(GeneratedNames.trainStep(name)),
                bodies);
    }

    private @Nullable TypeElement inPackage(String simpleName) {
        String around = Visibility.packageOf(type).getQualifiedName().toString();
        String qualified = around.isEmpty() ? simpleName : around + "." + simpleName;
        ModuleElement module = elements.getModuleOf(type);
        return module == null ? elements.getTypeElement(qualified) : elements.getTypeElement(module, qualified);
    }

    /** Not in a named module: where it exports the package, javac -Xlint:exports asks that java.compiler is exported, too. */
    private boolean hasGeneratedAnnotation() {
        ModuleElement module = elements.getModuleOf(type);
        return (module == null || module.isUnnamed()) && elements.getTypeElement(GENERATED) != null;
    }

    /** What has the name already, in words. What an earlier build generated from this class is not in the way. */
    private @Nullable String taken(ClassName generated) {
        TypeElement existing = inPackage(generated.simpleName());
        if (existing == null) {
            return null;
        }
        AnnotationMirror mark = AnnotationReader.find(existing, HALFCAF_GENERATED);
        Object from = mark == null ? null : AnnotationReader.value(mark, "from");
        return from != null && from.toString().equals(type.getQualifiedName().toString())
                ? null
                : "class " + existing.getQualifiedName();
    }
}
