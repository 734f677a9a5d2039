package dev.halfcaf.processor.body;

import com.sun.source.tree.NewClassTree;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Layers that are made without their casting wrapper: nothing casts their inputs or binds their variables. */
final class UncheckedConstructionCheck implements BodyCheck {
    private static final String GENERATED = "dev.halfcaf.HalfcafGenerated";

    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.LayerClass layer)) {
            return;
        }
        TypeElement type = layer.type();
        TypeElement policied = policied(type);
        if (policied == null || isGenerated(type) || isWrittenByHand(type)) {
            return;
        }
        boolean isAbstract = type.getModifiers().contains(Modifier.ABSTRACT);
        if (layer.site().tree() instanceof NewClassTree made) {
            if (isAbstract && policied.equals(type) && !isBase(type)) {
                findings.accept(of(made, type, layer, words).as(Severity.NOTE));
            } else if (made.getClassBody() != null) {
                findings.accept(anonymous(made, policied, layer, words));
            }
        } else if (!isAbstract
                && !type.equals(policied)
                && !type.getSimpleName().contentEquals("")) {
            findings.accept(concrete(type, policied, layer));
        }
    }

    /** The class itself, or the nearest above it, that is annotated. */
    private static @Nullable TypeElement policied(TypeElement type) {
        for (TypeElement one = type; one != null; one = PolicyReader.superclass(one)) {
            if (AnnotationReader.policy(one) != null) {
                return one;
            }
        }
        return null;
    }

    /** Whether the class leaves methods to its subclasses, so that nothing is generated from it. */
    private static boolean isBase(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(method -> method.getModifiers().contains(Modifier.ABSTRACT));
    }

    private static boolean isGenerated(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(mirror -> mirror.getAnnotationType().asElement() instanceof TypeElement annotation
                        && annotation.getQualifiedName().contentEquals(GENERATED));
    }

    /** A class that tells its members itself is a wrapper. */
    private static boolean isWrittenByHand(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(method -> method.getSimpleName().contentEquals("members")
                        && method.getParameters().size() == 1);
    }

    /** javac says itself that the class is abstract; this is the hint what to construct. */
    private static Finding of(NewClassTree made, TypeElement type, Fact.LayerClass fact, Words words) {
        return Finding.of(
                Code.UNCHECKED_CONSTRUCTION,
                made.getIdentifier(),
                fact.site(),
                type.getSimpleName() + " is constructed as its casting wrapper, " + wrapper(type),
                List.of(),
                List.of(Fix.of("new " + wrapper(type) + "(" + arguments(made, words) + ")", made)));
    }

    private static Finding anonymous(NewClassTree made, TypeElement policied, Fact.LayerClass fact, Words words) {
        List<Fix> fixes = new ArrayList<>();
        boolean isBase = isBase(policied);
        if (policied.equals(PolicyReader.superclass(fact.type())) && !isBase) {
            fixes.add(Fix.of("new " + wrapper(policied) + "(" + arguments(made, words) + ")", made));
        }
        fixes.add(Fix.advice("a named abstract class with @DtypePolicy."));
        return Finding.of(
                Code.UNCHECKED_CONSTRUCTION,
                made.getIdentifier(),
                fact.site(),
                "an anonymous " + policied.getSimpleName() + " has no casts",
                List.of(
                        isBase
                                ? "A class without a name has no wrapper."
                                : "What is generated from " + policied.getSimpleName() + " is " + wrapper(policied)
                                        + "; a class without a name has no wrapper."),
                fixes);
    }

    private static Finding concrete(TypeElement type, TypeElement policied, Fact.LayerClass fact) {
        return Finding.of(
                Code.UNCHECKED_CONSTRUCTION,
                fact.site().tree(),
                fact.site(),
                type.getSimpleName() + " extends " + policied.getSimpleName() + " and has no casting wrapper",
                List.of("Nothing casts its inputs or binds its variables: @DtypePolicy is not inherited."),
                List.of(Fix.advice("@DtypePolicy on it, abstract for final, and new Casting" + flat(type)
                        + "(...) where it is constructed.")));
    }

    private static String arguments(NewClassTree made, Words words) {
        return made.getArguments().stream().map(words.text()::of).collect(Collectors.joining(", "));
    }

    private static String wrapper(TypeElement type) {
        return "Casting" + flat(type);
    }

    private static String flat(TypeElement type) {
        String name = type.getSimpleName().toString();
        for (Element around = type.getEnclosingElement();
                around instanceof TypeElement;
                around = around.getEnclosingElement()) {
            name = around.getSimpleName() + "_" + name;
        }
        return name;
    }
}
