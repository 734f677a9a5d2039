package dev.halfcaf.processor.read;

import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.describe.MemberDescription.HeldLayer;
import dev.halfcaf.processor.report.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a class and its superclasses that hold variables or layers. */
final class FieldReader {
    private final Types types;
    private final RuntimeTypes known;
    private final PolicyReader policies;
    private final PendingWrappers pending;
    private final TrainedVariables trained;

    FieldReader(Types types, RuntimeTypes known, PolicyReader policies, PendingWrappers pending) {
        this.types = types;
        this.known = known;
        this.policies = policies;
        this.pending = pending;
        this.trained = new TrainedVariables(known, policies, pending);
    }

    /** The members of the class, those of superclasses first. */
    List<MemberDescription> members(TypeElement type, TypeReader names, MethodFinder hierarchy) {
        List<TypeElement> chain = chain(type);
        Collections.reverse(chain);
        List<MemberDescription> members = new ArrayList<>();
        for (TypeElement one : chain) {
            for (VariableElement field : ElementFilter.fieldsIn(one.getEnclosedElements())) {
                MemberDescription member = member(field, type, hiddenBy(field, chain, hierarchy));
                if (member == null || !isReadWithoutItsName(field, member)) {
                    // For the types in it that do not exist yet: any of them may become a layer.
                    names.read(field.asType());
                }
                if (member != null) {
                    members.add(member);
                }
            }
        }
        return members;
    }

    /**
     * Whether generated code can read the field whatever its type will be. Else a generic layer could not hold its own
     * wrapper under JDK 17: it would wait for itself.
     */
    private static boolean isReadWithoutItsName(VariableElement field, MemberDescription member) {
        return field.asType().toString().contains("<any>")
                && !field.getModifiers().contains(Modifier.PRIVATE)
                && member.holding().unsupported() == null;
    }

    /** The class and its superclasses below {@code Layer}. */
    static List<TypeElement> chain(TypeElement type) {
        List<TypeElement> chain = new ArrayList<>();
        for (@Nullable TypeElement one = type;
                one != null && !MethodFinder.isRoot(one);
                one = PolicyReader.superclass(one)) {
            chain.add(one);
        }
        return chain;
    }

    /** The field as a member of the class; null if it holds no variable and no layer. */
    @Nullable
    MemberDescription member(VariableElement field, TypeElement type, @Nullable String hiddenBy) {
        TypeElement owner = Visibility.ownerOf(field);
        TypeMirror fieldType = types.asMemberOf((DeclaredType) type.asType(), field);
        HoldingReader reader = new HoldingReader(known, pending, Visibility.packageOf(owner));
        Holding holding = reader.read(fieldType);
        boolean constant =
                holding != null && holding.isUncertain() && field.getModifiers().contains(Modifier.STATIC);
        if (holding == null || constant) {
            return null;
        }
        TypeElement layer = reader.layerClass();
        return new MemberDescription(
                owner.equals(type) ? Place.of(field) : Place.of(type),
                field.getSimpleName().toString(),
                owner.getQualifiedName().toString(),
                field.getModifiers(),
                !Visibility.packageOf(field).equals(Visibility.packageOf(type)),
                hiddenBy,
                holding,
                AnnotationReader.has(field, AnnotationReader.NON_TRAINABLE),
                AnnotationReader.isUncast(field),
                AnnotationReader.dtypes(field),
                AnnotationReader.vagueQualifiers(field),
                AnnotationReader.policy(field),
                layer == null ? null : held(layer));
    }

    private static @Nullable String hiddenBy(
            VariableElement field, List<TypeElement> fromSuperToSub, MethodFinder hierarchy) {
        if (field.getModifiers().contains(Modifier.STATIC)) {
            return null;
        }
        TypeElement owner = Visibility.ownerOf(field);
        int below = fromSuperToSub.indexOf(owner) + 1;
        for (TypeElement other : hierarchy.hierarchy()) {
            boolean nearer = other.getKind() == ElementKind.INTERFACE || fromSuperToSub.indexOf(other) >= below;
            boolean sameName = ElementFilter.fieldsIn(other.getEnclosedElements()).stream()
                    .anyMatch(candidate -> candidate.getSimpleName().equals(field.getSimpleName()));
            if (nearer && sameName) {
                return other.getSimpleName().toString();
            }
        }
        return null;
    }

    private HeldLayer held(TypeElement layer) {
        ResolvedPolicy named = policies.named(layer);
        return new HeldLayer(
                annotatedClass(layer).getSimpleName().toString(),
                named == null ? null : named.policy().name(),
                named == null ? trained.of(layer) : List.of());
    }

    /** A generated wrapper is, to its user, the class that it was generated from. */
    private static TypeElement annotatedClass(TypeElement layer) {
        return chain(layer).stream()
                .filter(one -> AnnotationReader.policy(one) != null)
                .findFirst()
                .orElse(layer);
    }
}
