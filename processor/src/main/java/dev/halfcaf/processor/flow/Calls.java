package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Kinds.Kind;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Signature.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Calls: what is passed meets what is declared. */
final class Calls {
    private final BodyFlow body;
    private final Results results;
    private final Functions functions;

    Calls(BodyFlow body) {
        this.body = body;
        this.results = new Results(body);
        this.functions = new Functions(body, this);
    }

    /** What is passed for a parameter; without a tree, by a method reference. */
    record Argument(@Nullable ExpressionTree tree, Value value) {
        /** Whether it is a lambda or a method reference, which is walked when more is known. */
        boolean isFunction() {
            return tree != null && Functions.in(tree) != null;
        }
    }

    /**
     * What a method is called on.
     *
     * @param tree the expression; null where it is {@code this}, unwritten
     * @param isSuper whether it is {@code super}: then no wrapper is in between
     */
    record Receiver(@Nullable ExpressionTree tree, Value value, boolean isSuper) {}

    Value invocation(MethodInvocationTree tree) {
        ExecutableElement method = body.source().method(tree);
        Receiver receiver = receiver(tree.getMethodSelect(), method);
        List<Argument> arguments = arguments(tree.getArguments());
        if (method == null) {
            return Value.UNKNOWN;
        }
        return apply(tree, body.owner().signature(method), receiver, arguments);
    }

    private Receiver receiver(ExpressionTree select, @Nullable ExecutableElement method) {
        if (select instanceof MemberSelectTree member) {
            ExpressionTree expression = member.getExpression();
            boolean isSuper =
                    expression instanceof IdentifierTree name && name.getName().contentEquals("super");
            Value value = body.evaluate(expression);
            harmless(value);
            return new Receiver(expression, value, isSuper);
        }
        Value.Policied self = body.owner().self();
        boolean isOfLayer =
                method != null && body.kinds().isLayer(Members.owner(method).asType());
        return new Receiver(null, self != null && isOfLayer ? self : Value.UNKNOWN, false);
    }

    /** Reading a new variable, or asking it something, keeps it nowhere. */
    private void harmless(Value value) {
        if (value instanceof Value.NewVariable made) {
            body.owner().newVariables().readOnly(made);
        }
    }

    private List<Argument> arguments(List<? extends ExpressionTree> trees) {
        List<Argument> arguments = new ArrayList<>(trees.size());
        for (ExpressionTree tree : trees) {
            Value value = Functions.in(tree) == null ? body.evaluate(tree) : Value.UNKNOWN;
            arguments.add(new Argument(tree, value));
        }
        return arguments;
    }

    Value apply(Tree tree, Signature signature, Receiver receiver, List<Argument> arguments) {
        Value generic = Generics.call(body, functions, signature, receiver, arguments);
        List<Operand> operands = operands(signature, receiver, arguments);
        Agreement agreement = Agreement.of(tree, operands);
        if (agreement != null
                && operands.stream().anyMatch(one -> one.isUnfit(body.state().live()))) {
            agreement = Agreement.MISTAKEN;
        }
        Value result = results.of(tree, signature, receiver, arguments, generic, agreement);
        if (body.source().traced()) {
            result = Value.madeBy(tree, result);
        }
        if (operands.isEmpty() && body.source().traced()) {
            body.record(new Fact.Creation(body.site(tree), signature.method(), receiver.value(), result));
        } else if (!operands.isEmpty()) {
            Dtypes agreed = roundedTo(signature, agreement, result);
            body.record(new Fact.Call(
                    body.site(tree),
                    signature.method(),
                    signature.own(),
                    receiver.value(),
                    operands,
                    signature.storesIntoVariable(body.kinds()) ? operands.get(operands.size() - 1) : null,
                    agreed,
                    result));
        }
        boolean isOther = mayRunOtherCode(signature);
        if (isOther) {
            body.variables().forgetFields();
        }
        boolean fills =
                signature.isStatic() && signature.method().getReturnType().getKind() == TypeKind.VOID;
        for (Argument argument : arguments) {
            if (argument.tree() != null && (isOther || fills)) {
                body.variables().escape(argument.tree());
            }
        }
        // A view of it, or an iterator over it, by which it can be changed.
        if (receiver.tree() != null && body.kinds().isHolder(body.source().type(tree), body.source())) {
            body.variables().escape(receiver.tree());
        }
        return result;
    }

    /** Whether a call comes to code that may change this object: a user's own, also by way of a function. */
    private static boolean mayRunOtherCode(Signature signature) {
        String owner = signature.owner().getQualifiedName().toString();
        boolean isLibrary = owner.startsWith("java.") || owner.startsWith("dev.halfcaf.");
        return !isLibrary || owner.startsWith("java.util.function.") || owner.equals("java.lang.Runnable");
    }

    /** The dtype that numbers among the operands are rounded to. */
    private static Dtypes roundedTo(Signature signature, @Nullable Agreement agreement, Value result) {
        if (agreement != null) {
            return agreement.dtypes();
        }
        return signature.isSame() && result instanceof Value.Tensors made ? made.dtypes() : Dtypes.UNKNOWN;
    }

    private List<Operand> operands(Signature signature, Receiver receiver, List<Argument> arguments) {
        List<Operand> operands = new ArrayList<>();
        if (!signature.isStatic() && !signature.isConstructor()) {
            Operand left = left(signature, receiver);
            if (left != null) {
                operands.add(left);
            }
        }
        Value.Policied around = around(receiver);
        for (int i = 0; i < arguments.size(); i++) {
            if (signature.takes(i)) {
                Operand operand = operand(signature, signature.parameter(i), arguments.get(i), receiver, around);
                if (operand != null) {
                    operands.add(operand);
                }
                components(signature.parameter(i), arguments.get(i), around, operands);
            }
        }
        return operands;
    }

    private @Nullable Operand left(Signature signature, Receiver receiver) {
        Value.Tensors read = Value.read(receiver.value());
        ExpressionTree tree = receiver.tree();
        Kind around = body.kinds().of(signature.owner().asType());
        // A layer or a policy has dtypes, but is no operand.
        boolean isOperand =
                around == Kind.TENSOR || signature.isSame() && around != Kind.LAYER && around != Kind.POLICY;
        if (read == null || !isOperand) {
            return null;
        }
        // Of a method that reads numbers out, a qualifier says what they are, there as here.
        boolean speaksOfReceiver = signature.own().has(Qualifier.SAME_DTYPE) || signature.result() == Kind.OTHER;
        Dtypes required = speaksOfReceiver
                ? signature.own().dtypes(null, null)
                : signature.own().ofReceiver();
        return new Operand("left", tree, receiver.value(), read, signature.isSame(), required, signature.own());
    }

    private @Nullable Operand operand(
            Signature signature,
            Parameter parameter,
            Argument argument,
            Receiver receiver,
            Value.@Nullable Policied around) {
        Qualifiers qualifiers = parameter.qualifiers();
        boolean same = qualifiers.has(Qualifier.SAME_DTYPE);
        if (qualifiers.has(Qualifier.POLICY_NAME) && argument.value() instanceof Value.Text) {
            return new Operand(parameter.name(), argument.tree(), argument.value(), null, false, null, qualifiers);
        }
        Dtypes allowed = qualifiers.dtypes(null, null);
        if (parameter.kind() == Kind.NUMBER) {
            return same
                    ? new Operand(parameter.name(), argument.tree(), argument.value(), null, true, allowed, qualifiers)
                    : null;
        } else if (parameter.kind() == Kind.DTYPE) {
            return allowed != null && argument.value() instanceof Value.OfDtype dtype
                    ? new Operand(
                            parameter.name(),
                            argument.tree(),
                            dtype,
                            new Value.Tensors(dtype.dtypes(), dtype.origin()),
                            false,
                            allowed,
                            qualifiers)
                    : null;
        } else if (parameter.kind() != Kind.TENSOR || argument.value() instanceof Value.Nothing) {
            return null;
        }
        Value.Tensors read = Value.read(argument.value());
        if (read == null) {
            read = new Value.Tensors(Dtypes.UNKNOWN, new Origin.OfUnknown(null, argument.tree()));
        }
        Dtypes required = around == null
                ? qualifiers.dtypes(Declarations.floating(), Declarations.floating())
                : qualifiers.dtypes(around.compute().dtypes(), around.variable().dtypes());
        if (required == null && Entries.isWayIn(signature.method(), body.declarations())) {
            required = Entries.accepts(qualifiers, receiver);
        } else if (required == null && Entries.isLoss(signature.method(), body.declarations())) {
            required = Entries.fullPrecision();
            qualifiers = new Qualifiers(Set.of(Qualifier.FULL_PRECISION));
        } else if (around != null && signature.storesIntoVariable(body.kinds())) {
            required = Declarations.storable(around.variable().dtypes());
        }
        harmless(argument.value());
        return new Operand(parameter.name(), argument.tree(), argument.value(), read, same, required, qualifiers);
    }

    /** A record's components are passed as what their qualifiers say. */
    private void components(
            Parameter parameter, Argument argument, Value.@Nullable Policied around, List<Operand> into) {
        if (parameter.kind() != Kind.RECORD
                || !(argument.value() instanceof Value.Components given)
                || !(body.declarations().value(parameter.element().asType(), parameter.element(), around, null)
                        instanceof Value.Components declared)) {
            return;
        }
        for (String name : declared.byName().keySet().stream().sorted().toList()) {
            if (declared.byName().get(name) instanceof Value.Tensors wanted
                    && !wanted.dtypes().isUnknown(0)
                    && given.byName().get(name) instanceof Value.Tensors passed) {
                into.add(new Operand(
                        parameter.name() + "." + name,
                        argument.tree(),
                        passed,
                        passed,
                        false,
                        wanted.dtypes(),
                        Qualifiers.NONE));
            }
        }
    }

    /** Under whose policy a method's qualifiers stand. */
    private Value.@Nullable Policied around(Receiver receiver) {
        return receiver.value() instanceof Value.Policied policied
                ? policied
                : body.owner().self();
    }

    Value construction(NewClassTree tree) {
        if (tree.getEnclosingExpression() != null) {
            body.evaluate(tree.getEnclosingExpression());
        }
        List<Argument> arguments = arguments(tree.getArguments());
        ExecutableElement constructor = body.source().method(tree);
        Value made = Value.UNKNOWN;
        TypeElement layerClass = null;
        // Of what cannot be constructed, javac gives no type.
        TypeMirror type = body.source().type(tree.getClassBody() == null ? tree.getIdentifier() : tree);
        if (body.kinds().isLayer(type)
                && type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement layer) {
            layerClass = layer;
        }
        if (constructor != null) {
            Signature signature = body.owner().signature(constructor);
            Generics.call(body, functions, signature, new Receiver(null, Value.UNKNOWN, false), arguments);
            List<Operand> operands = operands(signature, new Receiver(null, Value.UNKNOWN, false), arguments);
            made = results.made(tree, signature, arguments);
            if (body.source().traced()) {
                body.record(new Fact.Construction(body.site(tree), made));
            }
            if (!operands.isEmpty()) {
                body.record(new Fact.Call(
                        body.site(tree),
                        constructor,
                        Qualifiers.NONE,
                        Value.UNKNOWN,
                        operands,
                        null,
                        Dtypes.UNKNOWN,
                        made));
            }
        }
        if (layerClass != null) {
            body.record(new Fact.LayerClass(body.site(tree), layerClass, made));
        }
        if (tree.getClassBody() != null) {
            body.variables().escapeAll();
            body.owner().local(tree.getClassBody(), body);
        }
        return made;
    }

    /** A function that is not passed to a call: its value is what it returns. */
    Value function(ExpressionTree tree) {
        return new Value.Function(functions.kept(tree));
    }
}
