package dev.halfcaf.processor.flow;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Calls.Argument;
import dev.halfcaf.processor.flow.Calls.Receiver;
import dev.halfcaf.processor.flow.Kinds.Kind;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Signature.Parameter;
import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What calls return. */
final class Results {
    /** The functions from one {@link Dtype} to another that a {@code Dtype} has itself. */
    private static final Map<String, Function<Dtype, Optional<Dtype>>> CONVERSIONS = Map.of(
            "atLeastFloat32", dtype -> dtype.isFloating() ? Optional.of(dtype.atLeastFloat32()) : Optional.empty());

    private final BodyFlow body;

    Results(BodyFlow body) {
        this.body = body;
    }

    Value of(
            Tree tree,
            Signature signature,
            Receiver receiver,
            List<Argument> arguments,
            @Nullable Value generic,
            @Nullable Agreement agreement) {
        if (receiver.value() instanceof Value.Function function
                && signature.method().getModifiers().contains(Modifier.ABSTRACT)) {
            return Functions.called(function.result(), arguments);
        }
        switch (signature.result()) {
            case TENSOR -> {
                return tensors(tree, signature, receiver, arguments, generic, agreement);
            }
            case DTYPE -> {
                return dtype(tree, signature, receiver, arguments, agreement);
            }
            case POLICY -> {
                return policy(tree, signature, receiver, arguments);
            }
            case VARIABLE -> {
                return variable(tree, signature, receiver, generic);
            }
            case RECORD, LAYER -> {
                Value known = known(signature, receiver, arguments, generic);
                return known == null ? declared(signature, receiver) : known;
            }
            default -> {
                Value known = known(signature, receiver, arguments, generic);
                if (known == null) {
                    return Value.UNKNOWN;
                }
                // What a collection gives back is one of its elements.
                boolean isElement =
                        known == generic && body.kinds().isTensor(body.source().type(tree));
                return isElement ? Value.element(known, tree) : known;
            }
        }
    }

    /** What is known of a result without a qualifier; null if nothing is. */
    private @Nullable Value known(
            Signature signature, Receiver receiver, List<Argument> arguments, @Nullable Value generic) {
        if (receiver.value() instanceof Value.Components components
                && signature.parameters().isEmpty()
                && isImplicit(signature.method())) {
            return components.byName().get(signature.name());
        }
        Value helped = body.owner().helped(signature, body.method(), arguments);
        return helped == null ? generic : helped;
    }

    /** Whether it is a record's own accessor or constructor, which nobody wrote: then it does what records do. */
    private boolean isImplicit(ExecutableElement member) {
        if (Members.owner(member).getKind() != ElementKind.RECORD) {
            return false;
        } else if (member.getKind() == ElementKind.CONSTRUCTOR) {
            return body.source().elements().getOrigin(member) != Elements.Origin.EXPLICIT;
        }
        // For an accessor that nobody wrote, javac makes a tree without a body.
        MethodTree tree = body.source().trees().getTree(member);
        return tree == null || tree.getBody() == null;
    }

    private Value variable(Tree tree, Signature signature, Receiver receiver, @Nullable Value generic) {
        if (generic != null) {
            return generic;
        }
        TypeMirror owner = signature.owner().asType();
        if (body.kinds().of(owner) != Kind.VARIABLE) {
            return declared(signature, receiver);
        }
        // What a variable's own methods return is the variable itself, or a new one.
        return signature.isStatic() ? body.owner().newVariables().made(tree, body.site(tree)) : receiver.value();
    }

    private Value tensors(
            Tree tree,
            Signature signature,
            Receiver receiver,
            List<Argument> arguments,
            @Nullable Value generic,
            @Nullable Agreement agreement) {
        Qualifiers own = signature.own();
        for (int i = 0; i < arguments.size(); i++) {
            if (signature.takes(i) && signature.parameter(i).qualifiers().has(Qualifier.RESULT_DTYPE)) {
                return converted(
                        tree, signature, receiver, arguments, arguments.get(i).value());
            }
        }
        if (own.has(Qualifier.SAME_DTYPE) && agreement != null) {
            Dtypes allowed = own.dtypes(Dtypes.UNKNOWN, Dtypes.UNKNOWN);
            return new Tensors(
                    allowed == null || agreement == Agreement.MISTAKEN
                            ? agreement.dtypes()
                            : agreement
                                    .dtypes()
                                    .within(allowed)
                                    .in(agreement.dtypes().worlds()),
                    agreement.origin(),
                    Trace.computed(
                            agreement.reads(),
                            agreement != Agreement.MISTAKEN
                                    && (agreement.isLoss() || own.has(Qualifier.FULL_PRECISION))));
        } else if (own.sayDtype()) {
            return said(tree, signature, receiver);
        }
        boolean isWayIn = Entries.isWayIn(signature.method(), body.declarations());
        if (isWayIn && receiver.value() instanceof Policied layer) {
            // super.forward gets around the wrapper, and so around its casts.
            return receiver.isSuper() ? layer.compute() : layer.output();
        }
        Value known = known(signature, receiver, arguments, generic);
        return known == null || known instanceof Value.Other ? unknown(tree) : known;
    }

    private static Tensors unknown(Tree tree) {
        return new Tensors(Dtypes.UNKNOWN, new Origin.OfUnknown(null, tree));
    }

    /** A dtype that the method's qualifiers say, whatever it is given. */
    private Tensors said(Tree tree, Signature signature, Receiver receiver) {
        Qualifiers own = signature.own();
        if (own.has(Qualifier.COMPUTE_DTYPE) || own.has(Qualifier.VARIABLE_DTYPE)) {
            Policied around = around(receiver);
            if (around == null) {
                return new Tensors(Declarations.floating(), new Origin.OfUnknown(null, tree));
            }
            return own.has(Qualifier.COMPUTE_DTYPE) ? around.compute() : around.variable();
        }
        Dtypes said = own.dtypes(Dtypes.UNKNOWN, Dtypes.UNKNOWN);
        return new Tensors(
                said == null ? Dtypes.UNKNOWN : said,
                said == null || said.isOpen(0)
                        ? new Origin.OfUnknown(null, tree)
                        : new Origin.OfResult(signature.method(), tree),
                own.has(Qualifier.FULL_PRECISION) ? Trace.LOSS : Trace.NONE);
    }

    private @Nullable Policied around(Receiver receiver) {
        return receiver.value() instanceof Policied policied
                ? policied
                : body.owner().self();
    }

    /** A cast, or a factory that is told the dtype. */
    private Tensors converted(
            Tree tree, Signature signature, Receiver receiver, List<Argument> arguments, Value passed) {
        if (!(passed instanceof OfDtype dtype)) {
            return unknown(tree);
        }
        Origin origin = new Origin.OfArgument(signature.method(), tree, dtype.origin());
        Tensors before = Value.read(receiver.value());
        return before != null && arguments.size() == 1
                ? new Tensors(dtype.dtypes(), origin, Trace.ofCast(tree, before))
                : new Tensors(dtype.dtypes(), origin);
    }

    private Value dtype(
            Tree tree,
            Signature signature,
            Receiver receiver,
            List<Argument> arguments,
            @Nullable Agreement agreement) {
        Qualifiers own = signature.own();
        if (own.has(Qualifier.SAME_DTYPE) && agreement != null) {
            return new OfDtype(agreement.dtypes(), agreement.origin());
        } else if (own.sayDtype()) {
            Tensors like = said(tree, signature, receiver);
            return new OfDtype(like.dtypes(), like.origin());
        }
        Function<Dtype, Optional<Dtype>> conversion = CONVERSIONS.get(signature.name());
        if (conversion != null && receiver.value() instanceof OfDtype dtype) {
            return new OfDtype(dtype.dtypes().map(conversion), dtype.origin());
        }
        Value known = known(signature, receiver, arguments, null);
        return known instanceof OfDtype ? known : new OfDtype(Dtypes.UNKNOWN, new Origin.OfUnknown(null, tree));
    }

    private Value policy(Tree tree, Signature signature, Receiver receiver, List<Argument> arguments) {
        if (!signature.isStatic()) {
            // A policy with another loss scale is still the same pair of dtypes.
            return receiver.value() instanceof Policied same ? same : Declarations.somePolicy(null, tree);
        }
        if (arguments.size() == 1
                && signature.parameter(0).qualifiers().has(Qualifier.POLICY_NAME)
                && arguments.get(0).value() instanceof Value.Text name) {
            Policy policy = PolicyReader.of(name.text());
            if (policy != null) {
                return given(policy, "named", tree);
            }
        }
        return Declarations.somePolicy(null, tree);
    }

    /** Something under a policy that is given here. */
    static Policied given(Policy policy, String where, Tree tree) {
        Origin.PolicySite site = new Origin.PolicySite.Given(policy.name(), where, tree);
        return Declarations.given(policy, site);
    }

    private Value declared(Signature signature, Receiver receiver) {
        Policied around = around(receiver);
        boolean isWayIn = Entries.isWayIn(signature.method(), body.declarations());
        return body.declarations()
                .value(
                        signature.method().getReturnType(),
                        signature.method(),
                        around,
                        isWayIn && around != null ? receiver.isSuper() ? around.compute() : around.output() : null);
    }

    /** What {@code new} makes. */
    Value made(NewClassTree tree, Signature constructor, List<Argument> arguments) {
        TypeMirror type = body.source().type(tree);
        if (type == null) {
            return Value.UNKNOWN;
        } else if (body.kinds().isLayer(type)) {
            return layer(tree, type, constructor, arguments);
        } else if (body.kinds().of(type) == Kind.RECORD && isImplicit(constructor.method())) {
            return record(type, constructor, arguments);
        }
        // A collection that is filled from another, or is empty.
        return body.kinds().isTracked(type) ? collection(constructor, arguments) : Value.UNKNOWN;
    }

    private Value layer(NewClassTree tree, TypeMirror type, Signature constructor, List<Argument> arguments) {
        TypeElement layer = constructor.owner();
        if (body.declarations().policies().named(layer) != null) {
            return body.declarations().layer(type, null);
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (constructor.takes(i) && constructor.parameter(i).kind() == Kind.POLICY) {
                Argument argument = arguments.get(i);
                return argument.value() instanceof Policied given && argument.tree() != null
                        ? passed(given, argument.tree())
                        : Declarations.somePolicy(null, tree);
            }
        }
        return new Value.Fresh();
    }

    private static Policied passed(Policied given, Tree argument) {
        return new Policied(
                passed(given.compute(), argument),
                passed(given.variable(), argument),
                passed(given.output(), argument));
    }

    private static Tensors passed(Tensors given, Tree argument) {
        return given.origin() instanceof Origin.OfPolicy policy && policy.site() instanceof Origin.PolicySite.Given site
                ? new Tensors(
                        given.dtypes(),
                        new Origin.OfPolicy(
                                policy.part(),
                                null,
                                null,
                                new Origin.PolicySite.Given(site.policy(), "constructor argument", argument)))
                : given;
    }

    private Value record(TypeMirror type, Signature constructor, List<Argument> arguments) {
        Value declared = body.declarations().value(type, constructor.method(), null, null);
        if (!(declared instanceof Value.Components components)) {
            return declared;
        }
        Map<String, Value> byName = new LinkedHashMap<>(components.byName());
        for (int i = 0; i < arguments.size() && constructor.takes(i); i++) {
            Parameter parameter = constructor.parameter(i);
            Value value = arguments.get(i).value();
            boolean isKnown = !(value instanceof Value.Other || value instanceof Value.Constant);
            if (isKnown && !parameter.qualifiers().sayDtype()) {
                byName.put(parameter.name(), value);
            }
        }
        return new Value.Components(byName);
    }

    private static Value collection(Signature constructor, List<Argument> arguments) {
        Value elements = Value.NOTHING;
        for (int i = 0; i < arguments.size() && constructor.takes(i); i++) {
            if (constructor.parameter(i).kind() != Kind.NUMBER) {
                elements = Value.blur(elements, arguments.get(i).value());
            }
        }
        return constructor.isGeneric() ? Value.copy(elements) : Value.UNKNOWN;
    }
}
