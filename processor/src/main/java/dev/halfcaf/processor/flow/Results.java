package dev.halfcaf.processor.flow;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Calls.Argument;
import dev.halfcaf.processor.flow.Calls.Receiver;
import dev.halfcaf.processor.flow.Kinds.Kind;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What calls return. */
final class Results {
    /** The functions from one {@link Dtype} to another that a {@code Dtype} has itself. */
    private static final Map<String, UnaryOperator<Dtype>> CONVERSIONS =
            Map.of("atLeastFloat32", dtype -> dtype.isFloating() ? dtype.atLeastFloat32() : dtype);

    private final BodyFlow body;

    Results(BodyFlow body) {
        this.body = body;
    }

    Value of(
            Tree tree,
            Signature signature,
            Receiver receiver,
            List<Argument> arguments,
            List<Operand> operands,
            @Nullable Agreement agreement) {
        switch (signature.result()) {
            case TENSOR -> {
                return tensors(tree, signature, receiver, arguments, agreement);
            }
            case DTYPE -> {
                return dtype(tree, signature, receiver, agreement);
            }
            case POLICY -> {
                return policy(tree, signature, receiver, arguments);
            }
            case VARIABLE -> {
                return signature.isStatic()
                                && body.kinds()
                                                .of(signature
                                                        .method()
                                                        .getEnclosingElement()
                                                        .asType())
                                        == Kind.VARIABLE
                        ? body.owner().newVariables().made(tree, body.site(tree))
                        : declared(signature, receiver);
            }
            case RECORD, LAYER -> {
                return declared(signature, receiver);
            }
            default -> {
                return Value.UNKNOWN;
            }
        }
    }

    private Value tensors(
            Tree tree,
            Signature signature,
            Receiver receiver,
            List<Argument> arguments,
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
                    allowed == null ? agreement.dtypes() : agreement.dtypes().meet(allowed),
                    agreement.origin(),
                    Trace.computed(agreement.reads(), agreement.isLoss() || own.has(Qualifier.FULL_PRECISION)));
        } else if (own.sayDtype()) {
            return said(tree, signature, receiver);
        }
        boolean isForward = Entries.isForward(signature.method(), body.kinds());
        if (isForward && receiver.value() instanceof Policied layer) {
            return layer.compute();
        }
        Value helped = body.owner().helped(signature, receiver, arguments);
        return helped == null ? unknown(tree) : helped;
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
        boolean isCast = before != null && arguments.size() == 1;
        return isCast
                ? new Tensors(dtype.dtypes(), origin, Trace.ofCast(tree, before))
                : new Tensors(dtype.dtypes(), origin);
    }

    private Value dtype(Tree tree, Signature signature, Receiver receiver, @Nullable Agreement agreement) {
        Qualifiers own = signature.own();
        if (own.has(Qualifier.SAME_DTYPE) && agreement != null) {
            return new OfDtype(agreement.dtypes(), agreement.origin());
        } else if (own.sayDtype()) {
            Tensors like = said(tree, signature, receiver);
            return new OfDtype(like.dtypes(), like.origin());
        }
        UnaryOperator<Dtype> conversion = CONVERSIONS.get(signature.name());
        if (conversion != null && receiver.value() instanceof OfDtype dtype) {
            return new OfDtype(dtype.dtypes().map(conversion), dtype.origin());
        }
        return new OfDtype(Dtypes.UNKNOWN, new Origin.OfUnknown(null, tree));
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
        return new Policied(
                new Tensors(Dtypes.of(policy.computeDtype()), new Origin.OfPolicy(true, null, null, site)),
                new Tensors(Dtypes.of(policy.variableDtype()), new Origin.OfPolicy(false, null, null, site)));
    }

    private Value declared(Signature signature, Receiver receiver) {
        Policied around = around(receiver);
        boolean isForward = Entries.isForward(signature.method(), body.kinds());
        return body.declarations()
                .value(
                        signature.method().getReturnType(),
                        signature.method(),
                        around,
                        isForward && around != null ? around.compute() : null);
    }

    /** What {@code new} makes. */
    Value made(NewClassTree tree, Signature constructor, List<Argument> arguments) {
        TypeMirror type = body.source().type(tree);
        if (type == null || body.kinds().of(type) != Kind.LAYER || !body.kinds().isLayer(type)) {
            return Value.UNKNOWN;
        }
        TypeElement layer = (TypeElement) constructor.method().getEnclosingElement();
        if (body.declarations().policies().named(layer) != null) {
            return body.declarations().layer(type, null);
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (constructor.takes(i) && constructor.parameter(i).kind() == Kind.POLICY) {
                return arguments.get(i).value() instanceof Policied given ? given : Declarations.somePolicy(null, tree);
            }
        }
        return new Value.Fresh();
    }
}
