package dev.halfcaf.processor.read;

import dev.halfcaf.Dtype;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.describe.MemberDescription.HeldLayer;
import dev.halfcaf.processor.report.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
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

    FieldReader(Types types, RuntimeTypes known, PolicyReader policies, PendingWrappers pending) {
        this.types = types;
        this.known = known;
        this.policies = policies;
        this.pending = pending;
    }

    /** The members of the class, those of superclasses first. */
    List<MemberDescription> members(TypeElement type) {
        List<TypeElement> chain = new ArrayList<>();
        for (@Nullable TypeElement one = type;
                one != null && !MethodFinder.isRoot(one);
                one = PolicyReader.superclass(one)) {
            chain.add(one);
        }
        Collections.reverse(chain);
        List<MemberDescription> members = new ArrayList<>();
        for (TypeElement one : chain) {
            for (VariableElement field : ElementFilter.fieldsIn(one.getEnclosedElements())) {
                MemberDescription member = member(field, type);
                if (member != null) {
                    members.add(member);
                }
            }
        }
        return members;
    }

    private @Nullable MemberDescription member(VariableElement field, TypeElement type) {
        TypeElement owner = (TypeElement) field.getEnclosingElement();
        PackageElement here = Visibility.packageOf(type);
        TypeMirror fieldType = types.asMemberOf((DeclaredType) type.asType(), field);
        HoldingReader reader = new HoldingReader(known, pending, Visibility.packageOf(owner));
        Holding holding = reader.read(fieldType);
        if (holding == null) {
            return null;
        }
        TypeElement layer = reader.layerClass();
        return new MemberDescription(
                owner.equals(type) ? Place.of(field) : Place.of(type),
                field.getSimpleName().toString(),
                owner.getQualifiedName().toString(),
                field.getModifiers(),
                Visibility.isForeign(field, here),
                holding,
                AnnotationReader.has(field, "dev.halfcaf.NonTrainable"),
                AnnotationReader.isUncast(field),
                AnnotationReader.dtypes(field),
                AnnotationReader.vagueQualifiers(field),
                AnnotationReader.policy(field),
                layer == null ? null : held(layer));
    }

    private HeldLayer held(TypeElement layer) {
        ResolvedPolicy named = policies.named(layer);
        Set<TypeElement> seen = new LinkedHashSet<>();
        List<String> trained = new ArrayList<>();
        if (named == null) {
            collectTrained(layer, "", seen, trained);
        }
        return new HeldLayer(
                annotatedClass(layer).getSimpleName().toString(),
                named == null ? null : named.policy().name(),
                trained);
    }

    /** A generated wrapper is, to its user, the class that it was generated from. */
    private static TypeElement annotatedClass(TypeElement layer) {
        for (@Nullable TypeElement one = layer; one != null; one = PolicyReader.superclass(one)) {
            if (AnnotationReader.policy(one) != null) {
                return one;
            }
        }
        return layer;
    }

    /** The trained variables of a bare class and of the bare classes in its fields, as paths. */
    private void collectTrained(TypeElement layer, String path, Set<TypeElement> seen, List<String> trained) {
        if (!seen.add(layer)) {
            return;
        }
        for (@Nullable TypeElement one = layer;
                one != null && !MethodFinder.isRoot(one);
                one = PolicyReader.superclass(one)) {
            for (VariableElement field : ElementFilter.fieldsIn(one.getEnclosedElements())) {
                HoldingReader reader = new HoldingReader(known, pending, Visibility.packageOf(one));
                Holding holding = reader.read(field.asType());
                if (holding == null || field.getModifiers().contains(Modifier.STATIC)) {
                    continue;
                }
                String name = path + field.getSimpleName();
                TypeElement below = reader.layerClass();
                if (holding.holdsVariables()) {
                    if (!AnnotationReader.has(field, "dev.halfcaf.NonTrainable")
                            && AnnotationReader.dtypes(field).stream().allMatch(Dtype::isFloating)) {
                        trained.add(name);
                    }
                } else if (below != null && AnnotationReader.policy(field) == null && policies.named(below) == null) {
                    collectTrained(below, name + "/", seen, trained);
                }
            }
        }
    }
}
