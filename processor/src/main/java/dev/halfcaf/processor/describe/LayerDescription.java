package dev.halfcaf.processor.describe;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.halfcaf.processor.report.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * An annotated class.
 *
 * @param place the name in its declaration
 * @param type the class with its own type variables as arguments
 * @param members fields that hold variables or layers, superclasses' first
 * @param forwards the methods {@code forward} that are not overridden
 * @param losses the methods {@code loss} that are not overridden; empty unless it is a model
 * @param entries the other methods that are marked as ways into the layer, and not overridden
 * @param trained the methods {@code forward} whose result the one {@code loss} takes
 * @param unimplemented abstract methods without an implementation
 * @param reserved a method of the class that the wrapper would override
 * @param surroundings what else generated code has to know of its surroundings
 */
public record LayerDescription(
        Place place,
        ClassName name,
        TypeName type,
        List<TypeVariableName> typeVariables,
        ClassShape shape,
        PolicyAnnotation annotation,
        BuildPolicy policy,
        List<ConstructorDescription> constructors,
        List<MemberDescription> members,
        List<MethodDescription> forwards,
        List<MethodDescription> entries,
        List<MethodDescription> losses,
        List<MethodDescription> trained,
        List<MethodDescription> unimplemented,
        List<MethodDescription> reserved,
        Surroundings surroundings) {
    public LayerDescription {
        typeVariables = List.copyOf(typeVariables);
        constructors = List.copyOf(constructors);
        members = List.copyOf(members);
        forwards = List.copyOf(forwards);
        entries = List.copyOf(entries);
        losses = List.copyOf(losses);
        trained = List.copyOf(trained);
        unimplemented = List.copyOf(unimplemented);
        reserved = List.copyOf(reserved);
    }

    /** The name of the generated subclass. */
    public ClassName wrapper() {
        return GeneratedNames.wrapper(name);
    }

    /** The name of the generated train step. */
    public ClassName trainStep() {
        return GeneratedNames.trainStep(name);
    }

    /** The simple name, as messages give it. */
    public String simpleName() {
        return name.simpleName();
    }

    /** The methods that the wrapper overrides, to cast what enters. */
    public List<MethodDescription> waysIn() {
        return Stream.concat(forwards.stream(), entries.stream()).toList();
    }

    /** Whether a train step is generated, if nothing is wrong. */
    public boolean hasTrainStep() {
        return shape.isModel() && !losses.isEmpty();
    }
}
