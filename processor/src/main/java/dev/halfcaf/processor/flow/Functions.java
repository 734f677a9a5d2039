package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Lambdas and method references: walked with what is known of the arguments that they will get. */
final class Functions {
    private final BodyFlow body;
    private final Calls calls;

    Functions(BodyFlow body, Calls calls) {
        this.body = body;
        this.calls = calls;
    }

    /** The lambda or method reference that an expression is, or null. */
    static @Nullable ExpressionTree in(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree parenthesized) {
            return in(parenthesized.getExpression());
        } else if (tree instanceof TypeCastTree cast) {
            return in(cast.getExpression());
        }
        return tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree ? tree : null;
    }

    /**
     * What a function returns.
     *
     * @param arguments what it is given, as far as that is known
     */
    Value apply(ExpressionTree function, List<Value> arguments) {
        if (function instanceof LambdaExpressionTree lambda) {
            return lambda(lambda, arguments, false);
        }
        return function instanceof MemberReferenceTree reference ? reference(reference, arguments) : Value.UNKNOWN;
    }

    /** What a function returns that runs later, when what it finds around it may have changed. */
    Value kept(ExpressionTree function) {
        return function instanceof LambdaExpressionTree lambda
                ? lambda(lambda, List.of(), true)
                : apply(function, List.of());
    }

    private Value lambda(LambdaExpressionTree tree, List<Value> arguments, boolean isKept) {
        BodyFlow inside = new BodyFlow(body.owner(), null, body.state().copy(), body.scope());
        // It may run later.
        inside.variables().forgetFields();
        if (isKept) {
            inside.variables().escapeAll();
        }
        for (int i = 0; i < tree.getParameters().size(); i++) {
            VariableTree parameter = tree.getParameters().get(i);
            if (inside.source().element(parameter) instanceof VariableElement variable) {
                inside.variables().bind(variable, argument(tree, arguments, i));
            }
        }
        Value result = Value.UNKNOWN;
        if (tree.getBody() instanceof ExpressionTree expression) {
            result = inside.evaluate(expression);
        } else if (tree.getBody() instanceof StatementTree statement) {
            inside.run(statement);
            result = inside.result();
        }
        body.record(inside.facts());
        keepChanges(inside.state());
        return result;
    }

    /** What a lambda puts into collections around it may be in there from now on. */
    private void keepChanges(State inside) {
        inside.values().forEach((variable, value) -> {
            Value before = body.state().get(variable);
            if (before != null && !Value.same(before, value)) {
                body.state().set(variable, Value.blur(before, value));
            }
        });
    }

    /** What is passed for a parameter; if nobody knows, a stand-in that is told apart from others. */
    private static Value argument(Tree function, List<Value> arguments, int index) {
        Value known = index < arguments.size() ? arguments.get(index) : Value.UNKNOWN;
        return known instanceof Value.Other || known instanceof Value.Nothing
                ? new Tensors(Dtypes.UNKNOWN, new Origin.OfParameter(function, index))
                : Value.element(known, new Origin.OfParameter(function, index));
    }

    private Value reference(MemberReferenceTree tree, List<Value> arguments) {
        ExpressionTree qualifier = tree.getQualifierExpression();
        ExecutableElement method = body.source().method(tree);
        boolean ofType = body.source().element(qualifier) instanceof TypeElement
                || tree.getMode() == MemberReferenceTree.ReferenceMode.NEW;
        Value receiver = ofType ? Value.UNKNOWN : body.evaluate(qualifier);
        if (method == null || tree.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
            return Value.UNKNOWN;
        }
        Signature signature = body.owner().signature(method);
        int first = 0;
        if (ofType && !signature.isStatic()) {
            receiver = argument(tree, arguments, 0);
            first = 1;
        }
        List<Calls.Argument> passed = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size(); i++) {
            passed.add(new Calls.Argument(null, argument(tree, arguments, first + i)));
        }
        return calls.apply(tree, signature, new Calls.Receiver(null, receiver, false), passed);
    }

    /** The result of a function that is called by itself: what depends on its parameters, depends on what is passed. */
    static Value called(Value result, List<Calls.Argument> arguments) {
        if (result instanceof Tensors tensors
                && tensors.origin() instanceof Origin.OfParameter parameter
                && parameter.index() < arguments.size()) {
            Tensors passed = Value.read(arguments.get(parameter.index()).value());
            return passed == null
                    ? Value.UNKNOWN
                    : new Tensors(
                            passed.dtypes().meet(tensors.dtypes()),
                            passed.origin(),
                            tensors.trace().makersOnly());
        }
        return result;
    }
}
