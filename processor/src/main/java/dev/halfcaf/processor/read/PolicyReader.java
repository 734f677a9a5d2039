package dev.halfcaf.processor.read;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.PolicyOrigin;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.UnknownPolicyException;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.describe.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The build's part of resolving a policy. Which place is nearer, {@link ResolvedPolicy#nearest} decides, here as at run
 * time. A name that is no policy counts for nothing here: where it stands, it is reported.
 */
public final class PolicyReader {
    /** The processor option. */
    public static final String OPTION = "halfcaf.policy";

    private final Elements elements;
    private final @Nullable ResolvedPolicy option;

    /** With the option's value, or null. */
    public PolicyReader(Elements elements, @Nullable String option) {
        this.elements = elements;
        Policy policy = option == null ? null : parse(option);
        this.option = policy == null
                ? null
                : new ResolvedPolicy(policy, PolicyOrigin.OPTION, "option -A" + OPTION + "=" + option);
    }

    /** The policy of an annotated class. */
    public BuildPolicy read(TypeElement type) {
        String lossScale = "auto";
        List<String> only = List.of();
        PolicyMap map = PolicyMap.empty();
        for (TypeElement one : annotatedUpwards(type)) {
            PolicyAnnotation annotation = annotation(one);
            if (lossScale.equals("auto") && annotation.lossScale() != null) {
                lossScale = legal(annotation.lossScale().text());
            }
            if (only.isEmpty()) {
                only = annotation.only().stream()
                        .map(name -> of(name.text()))
                        .filter(Objects::nonNull)
                        .map(Policy::name)
                        .toList();
            }
            if (map.isEmpty()) {
                map = map(annotation);
            }
            if (annotation.policy() != null) {
                return new BuildPolicy(true, named(one, annotation.policy()), lossScale, List.of(), map);
            }
        }
        List<ResolvedPolicy> candidates = surroundings(type);
        return new BuildPolicy(
                false, candidates.isEmpty() ? null : ResolvedPolicy.nearest(candidates), lossScale, only, map);
    }

    /** The entries of the annotation's map; without those that are mistakes, which are reported where they stand. */
    private static PolicyMap map(PolicyAnnotation annotation) {
        PolicyMap map = PolicyMap.empty();
        for (PolicyAnnotation.Entry entry : annotation.map()) {
            try {
                map = map.and(entry.path().text(), entry.policy().text());
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return map;
    }

    /** The policy that a layer class has in every surrounding; null for a bare class. */
    public @Nullable ResolvedPolicy named(TypeElement type) {
        for (TypeElement one : annotatedUpwards(type)) {
            TextValue policy = annotation(one).policy();
            if (policy != null) {
                return named(one, policy);
            }
        }
        return null;
    }

    private static @Nullable ResolvedPolicy named(TypeElement type, TextValue name) {
        Policy policy = of(name.text());
        return policy == null
                ? null
                : new ResolvedPolicy(policy, PolicyOrigin.CLASS, "class " + type.getQualifiedName());
    }

    private List<ResolvedPolicy> surroundings(TypeElement type) {
        List<ResolvedPolicy> candidates = new ArrayList<>();
        for (Element around = type.getEnclosingElement();
                around instanceof TypeElement enclosing && candidates.isEmpty();
                around = around.getEnclosingElement()) {
            ResolvedPolicy named = AnnotationReader.policy(enclosing) == null ? null : named(enclosing);
            if (named != null) {
                candidates.add(new ResolvedPolicy(named.policy(), PolicyOrigin.ENCLOSING_CLASS, named.where()));
            }
        }
        ModuleElement module = elements.getModuleOf(type);
        ResolvedPolicy ofPackage = ofPackage(Visibility.packageOf(type), module);
        if (ofPackage != null) {
            candidates.add(ofPackage);
        }
        ResolvedPolicy ofModule =
                module == null ? null : of(module, PolicyOrigin.MODULE, "module " + module.getQualifiedName());
        if (ofModule != null) {
            candidates.add(ofModule);
        }
        if (option != null) {
            candidates.add(option);
        }
        return candidates;
    }

    private @Nullable ResolvedPolicy ofPackage(PackageElement own, @Nullable ModuleElement module) {
        String name = own.getQualifiedName().toString();
        PackageElement one = own;
        while (true) {
            ResolvedPolicy found = one == null ? null : of(one, PolicyOrigin.PACKAGE, "package " + name);
            int dot = name.lastIndexOf('.');
            if (found != null || dot < 0) {
                return found;
            }
            name = name.substring(0, dot);
            one = module == null ? elements.getPackageElement(name) : elements.getPackageElement(module, name);
        }
    }

    /** What an annotation on a package or module gives to the classes in it: a name, and the loss scale that goes with it. */
    private static @Nullable ResolvedPolicy of(Element element, PolicyOrigin origin, String where) {
        PolicyAnnotation annotation = AnnotationReader.policy(element);
        if (annotation == null || annotation.policy() == null) {
            return null;
        }
        Policy policy = of(annotation.policy().text());
        if (policy == null) {
            return null;
        }
        TextValue lossScale = annotation.lossScale();
        return new ResolvedPolicy(
                lossScale == null ? policy : policy.withLossScale(legal(lossScale.text())), origin, where);
    }

    /** The annotated classes among this one and its superclasses, this one first. */
    private static List<TypeElement> annotatedUpwards(TypeElement type) {
        List<TypeElement> annotated = new ArrayList<>();
        for (@Nullable TypeElement one = type; one != null; one = superclass(one)) {
            if (AnnotationReader.policy(one) != null) {
                annotated.add(one);
            }
        }
        return annotated;
    }

    /** The superclass, or null. */
    public static @Nullable TypeElement superclass(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        return parent.getKind() == TypeKind.DECLARED ? (TypeElement) ((DeclaredType) parent).asElement() : null;
    }

    private static PolicyAnnotation annotation(TypeElement annotated) {
        PolicyAnnotation annotation = AnnotationReader.policy(annotated);
        if (annotation == null) {
            throw new IllegalArgumentException(annotated + " is not annotated");
        }
        return annotation;
    }

    private static String legal(String lossScale) {
        try {
            if (!lossScale.equals("auto")) {
                LossScaling.parse(lossScale);
            }
            return lossScale;
        } catch (IllegalArgumentException e) {
            return "auto";
        }
    }

    /** The policy of this name, or null. */
    public static @Nullable Policy of(String name) {
        try {
            return Policy.of(name);
        } catch (UnknownPolicyException e) {
            return null;
        }
    }

    private static @Nullable Policy parse(String config) {
        try {
            return Policy.fromConfig(config);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
