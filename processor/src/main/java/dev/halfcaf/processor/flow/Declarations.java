package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Origin.OfPolicy.Part;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What declarations say of the values that they declare. */
final class Declarations {
    private static final List<Dtype> FLOATING =
            Arrays.stream(Dtype.values()).filter(Dtype::isFloating).toList();

    private final Kinds kinds;
    private final LayerPolicies policies;
    private final Map<Element, Qualifiers> known = new HashMap<>();
    private final Overridden overridden;

    Declarations(Kinds kinds, LayerPolicies policies, Elements elements) {
        this.kinds = kinds;
        this.overridden = new Overridden(kinds, elements);
        this.policies = policies;
    }

    Kinds kinds() {
        return kinds;
    }

    LayerPolicies policies() {
        return policies;
    }

    Qualifiers qualifiers(Element declaration) {
        Qualifiers qualifiers = known.get(declaration);
        if (qualifiers == null) {
            qualifiers = Qualifiers.of(declaration);
            if (qualifiers.isEmpty()) {
                qualifiers = overridden.qualifiers(declaration);
            }
            if (declaration instanceof RecordComponentElement component) {
                // From a class file, javac shows a component's annotations on its accessor only.
                qualifiers = qualifiers.and(Qualifiers.of(component.getAccessor()));
            }
            known.put(declaration, qualifiers);
        }
        return qualifiers;
    }

    /** A floating dtype, nobody knows which. */
    static Dtypes floating() {
        return Dtypes.oneOf(FLOATING);
    }

    /** What can be stored where this dtype is kept. */
    static Dtypes storable(Dtypes kept) {
        return kept.isKnown(0) && !kept.known(0).isFloating()
                ? kept
                : kept.meet(floating()).join(floating());
    }

    /** {@code this}, in a layer class; null in a class that is none. */
    static @Nullable Policied self(Worlds worlds) {
        TypeElement owner = worlds.owner();
        return owner == null ? null : policied(worlds, new Origin.PolicySite.OwnClass(worlds.name()), owner);
    }

    /** Something under the policies of these worlds. */
    static Policied policied(Worlds worlds, Origin.PolicySite site, @Nullable TypeElement owner) {
        return policied(worlds.compute(), worlds.variable(), worlds.output(), owner, site);
    }

    /** Something under a policy that is given at a place. */
    static Policied given(Policy policy, Origin.PolicySite site) {
        return policied(
                Dtypes.of(policy.computeDtype()),
                Dtypes.of(policy.variableDtype()),
                Dtypes.of(policy.outputDtype()),
                null,
                site);
    }

    private static Policied policied(
            Dtypes compute, Dtypes variable, Dtypes output, @Nullable TypeElement owner, Origin.PolicySite site) {
        Tensors computed = new Tensors(compute, new Origin.OfPolicy(Part.COMPUTE, null, owner, site));
        Tensors kept = new Tensors(variable, new Origin.OfPolicy(Part.VARIABLE, null, owner, site));
        return output.equals(compute)
                ? new Policied(computed, kept)
                : new Policied(
                        computed, kept, new Tensors(output, new Origin.OfPolicy(Part.OUTPUT, null, owner, site)));
    }

    /** Something under a policy that nobody knows. */
    static Policied somePolicy(@Nullable Element declaration, @Nullable Tree tree) {
        Origin origin = new Origin.OfUnknown(declaration, tree);
        return new Policied(new Tensors(floating(), origin), new Tensors(floating(), origin));
    }

    /**
     * The value of a variable, a parameter or a method's result, as far as its declaration says.
     *
     * @param around under whose policy it stands; null if under none
     * @param unqualified what a tensor without a qualifier is
     */
    Value value(TypeMirror type, Element declaration, @Nullable Policied around, @Nullable Tensors unqualified) {
        return value(type, declaration, qualifiers(declaration), around, unqualified, 0);
    }

    private Value value(
            TypeMirror type,
            Element declaration,
            Qualifiers qualifiers,
            @Nullable Policied around,
            @Nullable Tensors unqualified,
            int depth) {
        switch (kinds.of(type)) {
            case TENSOR -> {
                return tensors(declaration, qualifiers, around, unqualified);
            }
            case DTYPE -> {
                Tensors like = tensors(declaration, qualifiers, around, null);
                return new Value.OfDtype(like.dtypes(), like.origin());
            }
            case VARIABLE -> {
                return variable(declaration, qualifiers, around);
            }
            case LAYER -> {
                return layer(type, declaration);
            }
            case RECORD -> {
                return depth > 3 ? Value.UNKNOWN : components(type, around, unqualified, depth);
            }
            default -> {
                return Value.UNKNOWN;
            }
        }
    }

    /** What the qualifiers say of tensors. */
    private Tensors tensors(
            Element declaration, Qualifiers qualifiers, @Nullable Policied around, @Nullable Tensors unqualified) {
        if (qualifiers.has(Qualifier.COMPUTE_DTYPE) || qualifiers.has(Qualifier.VARIABLE_DTYPE)) {
            if (around != null) {
                return qualifiers.has(Qualifier.COMPUTE_DTYPE)
                        ? subject(around.compute(), declaration)
                        : subject(around.variable(), declaration);
            }
            return new Tensors(floating(), new Origin.OfUnknown(declaration, null));
        }
        Dtypes said = qualifiers.dtypes(Dtypes.UNKNOWN, Dtypes.UNKNOWN);
        if (said != null) {
            return new Tensors(said, new Origin.OfDeclaration(declaration, qualifiers.text()));
        }
        return unqualified == null
                ? new Tensors(Dtypes.UNKNOWN, new Origin.OfUnknown(declaration, null))
                : subject(unqualified, declaration);
    }

    /** The same tensors, in words that name what they belong to. */
    static Tensors subject(Tensors tensors, Element declaration) {
        return tensors.origin() instanceof Origin.OfPolicy policy && policy.subject() == null
                ? new Tensors(
                        tensors.dtypes(),
                        new Origin.OfPolicy(policy.part(), declaration, policy.owner(), policy.site()))
                : tensors;
    }

    private Value variable(Element declaration, Qualifiers qualifiers, @Nullable Policied around) {
        Dtypes said = qualifiers.has(Qualifier.VARIABLE_DTYPE) ? null : qualifiers.dtypes(Dtypes.NONE, Dtypes.NONE);
        if (said != null && said.bits() != 0) {
            Tensors fixed = new Tensors(said, new Origin.OfDeclaration(declaration, qualifiers.text()));
            return new Policied(fixed, fixed);
        } else if (around == null) {
            return somePolicy(declaration, null);
        }
        Tensors kept = subject(around.variable(), declaration);
        if (qualifiers.has(Qualifier.VARIABLE_DTYPE)) {
            return new Policied(kept, kept);
        }
        Tensors read = subject(around.compute(), declaration);
        return new Policied(new Tensors(read.dtypes(), read.origin(), Trace.ofRead(declaration)), kept);
    }

    /** A layer of this type, of which the construction is not seen. */
    Policied layer(TypeMirror type, @Nullable Element declaration) {
        TypeElement layer = layerClass(type);
        Worlds named = layer == null ? null : policies.named(layer);
        return named == null
                ? somePolicy(declaration, null)
                : everywhere(policied(named, new Origin.PolicySite.OwnClass(named.name()), named.owner()));
    }

    /** What has one policy has it in all worlds of the class that asks. */
    static Policied everywhere(Policied policied) {
        return new Policied(
                everywhere(policied.compute()), everywhere(policied.variable()), everywhere(policied.output()));
    }

    private static Tensors everywhere(Tensors tensors) {
        return new Tensors(Dtypes.of(tensors.dtypes().known(0)), tensors.origin());
    }

    /** The layer class in a type, which may be a collection of layers. */
    @Nullable
    TypeElement layerClass(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return layerClass(array.getComponentType());
        } else if (type instanceof DeclaredType declared) {
            if (kinds.isLayer(type)) {
                return (TypeElement) declared.asElement();
            }
            for (TypeMirror argument : declared.getTypeArguments()) {
                TypeElement inside = layerClass(argument);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private Value components(TypeMirror type, @Nullable Policied around, @Nullable Tensors unqualified, int depth) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return Value.UNKNOWN;
        }
        Map<String, Value> byName = new LinkedHashMap<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            byName.put(
                    component.getSimpleName().toString(),
                    value(component.asType(), component, qualifiers(component), around, unqualified, depth + 1));
        }
        return byName.isEmpty() ? Value.UNKNOWN : new Value.Components(byName);
    }
}
