package dev.halfcaf.processor.flow;

import dev.halfcaf.Policy;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The policies that layer classes may have. */
final class LayerPolicies {
    private final PolicyReader reader;
    private final Map<TypeElement, Worlds> known = new HashMap<>();
    private final Map<TypeElement, BuildPolicy> annotations = new HashMap<>();

    LayerPolicies(PolicyReader reader) {
        this.reader = reader;
    }

    /** The worlds in which a layer class's bodies have to be right. */
    Worlds of(TypeElement layer) {
        Worlds worlds = known.get(layer);
        if (worlds == null) {
            worlds = read(layer);
            known.put(layer, worlds);
        }
        return worlds;
    }

    private Worlds read(TypeElement layer) {
        if (!isPolicied(layer)) {
            // Not a policied layer itself; but what is made of it has the policy of the one above, if that names one.
            Worlds named = named(layer);
            return named == null ? Worlds.any(layer, List.of()) : named;
        }
        BuildPolicy policy = annotation(layer);
        ResolvedPolicy resolved = policy.resolved();
        return policy.named() && resolved != null
                ? Worlds.of(namedBy(layer), resolved.policy())
                : Worlds.any(
                        layer,
                        policy.only().stream()
                                .map(PolicyReader::of)
                                .filter(Objects::nonNull)
                                .toList());
    }

    /** What the annotation of a layer class says of its own policy and of those of layers in it. */
    BuildPolicy annotation(TypeElement layer) {
        return annotations.computeIfAbsent(layer, reader::read);
    }

    /** The one world of objects of a layer class, wrapper or not, that have one policy wherever they stand; else null. */
    @Nullable
    Worlds named(TypeElement layer) {
        ResolvedPolicy named = reader.named(layer);
        return named == null ? null : Worlds.of(namedBy(layer), named.policy());
    }

    /** The class, this one or the nearest above, whose annotation names the policy. */
    private static TypeElement namedBy(TypeElement layer) {
        for (TypeElement type = layer; type != null; type = PolicyReader.superclass(type)) {
            if (annotated(type) != null) {
                return type;
            }
        }
        return layer;
    }

    /** Whether the class is annotated. */
    static boolean isPolicied(Element type) {
        return AnnotationReader.policy(type) != null;
    }

    /** The policy that an annotation names, on a field or a class; null where it names none. */
    static @Nullable Policy annotated(Element element) {
        PolicyAnnotation annotation = AnnotationReader.policy(element);
        return annotation == null || annotation.policy() == null
                ? null
                : PolicyReader.of(annotation.policy().text());
    }
}
