package dev.halfcaf.processor.flow;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.halfcaf.Dtype;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The value of each kind of expression. */
final class Expressions extends SimpleTreeVisitor<Value, Void> {
    private final BodyFlow body;
    private final Calls calls;

    Expressions(BodyFlow body) {
        super(Value.UNKNOWN);
        this.body = body;
        this.calls = new Calls(body);
    }

    Value evaluate(ExpressionTree expression) {
        Value value = expression.accept(this, null);
        if (value instanceof Value.NewVariable made) {
            body.owner().newVariables().seen(made);
        }
        return value == null ? Value.UNKNOWN : value;
    }

    @Override
    public Value visitLiteral(LiteralTree tree, Void unused) {
        Object literal = tree.getValue();
        return literal == null && tree.getKind() == Tree.Kind.NULL_LITERAL
                ? Value.NOTHING
                : literal == null ? Value.UNKNOWN : Constants.of(literal);
    }

    @Override
    public Value visitIdentifier(IdentifierTree tree, Void unused) {
        Element element = body.source().element(tree);
        if (element instanceof VariableElement variable) {
            if (tree.getName().contentEquals("this") || tree.getName().contentEquals("super")) {
                return self(variable.asType());
            }
            return isDtypeConstant(variable)
                    ? dtype(variable, tree)
                    : body.variables().read(variable);
        }
        return Value.UNKNOWN;
    }

    private Value self(TypeMirror type) {
        Value self = body.owner().self();
        return self != null && body.kinds().isLayer(type) ? self : Value.UNKNOWN;
    }

    @Override
    public Value visitMemberSelect(MemberSelectTree tree, Void unused) {
        Element element = body.source().element(tree);
        if (!(element instanceof VariableElement variable)) {
            return Value.UNKNOWN;
        } else if (isDtypeConstant(variable)) {
            return dtype(variable, tree);
        } else if (Variables.isOfThis(tree)) {
            return body.variables().read(variable);
        } else if (tree.getIdentifier().contentEquals("this")) {
            return self(variable.asType());
        }
        Object constant = variable.getConstantValue();
        if (constant != null) {
            return Constants.of(constant);
        }
        boolean ofType = body.source().element(tree.getExpression()) instanceof TypeElement;
        Value receiver = ofType ? Value.UNKNOWN : body.evaluate(tree.getExpression());
        if (ofType && Variables.isField(variable)) {
            return body.variables().read(variable);
        } else if (!body.kinds().isTracked(variable.asType())) {
            return Value.UNKNOWN;
        }
        return body.declarations()
                .value(
                        variable.asType(),
                        variable,
                        receiver instanceof Value.Policied policied ? policied : null,
                        null);
    }

    private static boolean isDtypeConstant(VariableElement variable) {
        return variable.getKind() == ElementKind.ENUM_CONSTANT
                && variable.getEnclosingElement() instanceof TypeElement type
                && type.getQualifiedName().contentEquals("dev.halfcaf.Dtype");
    }

    private static Value dtype(VariableElement constant, Tree tree) {
        for (Dtype dtype : Dtype.values()) {
            if (constant.getSimpleName().contentEquals(dtype.name())) {
                return new Value.OfDtype(Dtypes.of(dtype), new Origin.OfConstant(dtype, tree));
            }
        }
        return Value.UNKNOWN;
    }

    @Override
    public Value visitParenthesized(ParenthesizedTree tree, Void unused) {
        return evaluate(tree.getExpression());
    }

    @Override
    public Value visitMethodInvocation(MethodInvocationTree tree, Void unused) {
        Value value = body.conditions().asks(tree) ? body.conditions().answer(tree) : calls.invocation(tree);
        body.jumps().mayThrow(body.state());
        return taken(value, tree);
    }

    @Override
    public Value visitNewClass(NewClassTree tree, Void unused) {
        return calls.construction(tree);
    }

    @Override
    public Value visitNewArray(NewArrayTree tree, Void unused) {
        tree.getDimensions().forEach(body::evaluate);
        Value elements = Value.NOTHING;
        if (tree.getInitializers() != null) {
            for (ExpressionTree initializer : tree.getInitializers()) {
                elements = Value.blur(elements, asElement(body.evaluate(initializer)));
            }
        }
        return Value.copy(elements);
    }

    /** Constants in an array are not followed. */
    private static Value asElement(Value value) {
        return value instanceof Value.Constant ? Value.UNKNOWN : value;
    }

    @Override
    public Value visitArrayAccess(ArrayAccessTree tree, Void unused) {
        Value array = evaluate(tree.getExpression());
        body.evaluate(tree.getIndex());
        return taken(body.kinds().isTensor(body.source().type(tree)) ? Value.element(array, tree) : array, tree);
    }

    /** An element that is taken out of a collection; that the collection is known to be empty cannot be meant. */
    private Value taken(Value elements, ExpressionTree tree) {
        return elements instanceof Value.Nothing
                        && body.kinds().isTensor(body.source().type(tree))
                ? new Value.Tensors(Dtypes.UNKNOWN, new Origin.OfUnknown(null, tree))
                : elements;
    }

    @Override
    public Value visitAssignment(AssignmentTree tree, Void unused) {
        Value value = evaluate(tree.getExpression());
        return body.variables().assign(tree.getVariable(), value, tree.getExpression());
    }

    @Override
    public Value visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
        evaluate(tree.getVariable());
        evaluate(tree.getExpression());
        body.variables().assign(tree.getVariable(), Value.UNKNOWN, null);
        return Value.UNKNOWN;
    }

    @Override
    public Value visitUnary(UnaryTree tree, Void unused) {
        switch (tree.getKind()) {
            case LOGICAL_COMPLEMENT -> {
                Value value = evaluate(tree.getExpression());
                return Conditions.negated(value);
            }
            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> {
                evaluate(tree.getExpression());
                body.variables().assign(tree.getExpression(), Value.UNKNOWN, null);
                return Value.UNKNOWN;
            }
            case UNARY_MINUS -> {
                return Constants.negated(evaluate(tree.getExpression()));
            }
            case UNARY_PLUS -> {
                return evaluate(tree.getExpression());
            }
            default -> {
                evaluate(tree.getExpression());
                return Value.UNKNOWN;
            }
        }
    }

    @Override
    public Value visitBinary(BinaryTree tree, Void unused) {
        switch (tree.getKind()) {
            case CONDITIONAL_AND, CONDITIONAL_OR -> {
                return condition(tree);
            }
            case EQUAL_TO, NOT_EQUAL_TO -> {
                return body.conditions().answer(tree);
            }
            default -> {
                return arithmetic(tree);
            }
        }
    }

    /** Long sums of strings nest deeply on the left: no recursion there. */
    private Value arithmetic(BinaryTree tree) {
        Deque<BinaryTree> spine = new ArrayDeque<>();
        ExpressionTree left = tree;
        while (left instanceof BinaryTree binary && !isCondition(binary)) {
            spine.push(binary);
            left = binary.getLeftOperand();
        }
        Value value = evaluate(left);
        while (!spine.isEmpty()) {
            BinaryTree next = spine.pop();
            value = Constants.binary(next.getKind(), value, evaluate(next.getRightOperand()));
        }
        return value;
    }

    private static boolean isCondition(BinaryTree tree) {
        return tree.getKind() == Tree.Kind.CONDITIONAL_AND
                || tree.getKind() == Tree.Kind.CONDITIONAL_OR
                || tree.getKind() == Tree.Kind.EQUAL_TO
                || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
    }

    /** A condition that no branch hangs on. */
    private Value condition(ExpressionTree tree) {
        Conditions.Outcome outcome = body.conditions().test(tree);
        State after = outcome.whenTrue();
        after.join(outcome.whenFalse());
        body.continueWith(after);
        return Value.UNKNOWN;
    }

    @Override
    public Value visitConditionalExpression(ConditionalExpressionTree tree, Void unused) {
        Conditions.Outcome outcome = body.conditions().test(tree.getCondition());
        body.continueWith(outcome.whenTrue());
        Value first = branch(tree.getTrueExpression());
        State after = body.state();
        body.continueWith(outcome.whenFalse());
        Value second = branch(tree.getFalseExpression());
        body.continueWith(outcome.joined(after, body.state()));
        return outcome.joined(first, second);
    }

    private Value branch(ExpressionTree tree) {
        if (!body.state().isReachable()) {
            return Value.NOTHING;
        }
        Value value = evaluate(tree);
        return Value.in(value, body.state().live());
    }

    @Override
    public Value visitInstanceOf(InstanceOfTree tree, Void unused) {
        return condition(tree);
    }

    @Override
    public Value visitTypeCast(TypeCastTree tree, Void unused) {
        Value value = evaluate(tree.getExpression());
        TypeMirror type = body.source().type(tree.getType());
        return value instanceof Value.Constant constant
                ? type == null || !type.getKind().isPrimitive() || type.getKind() == TypeKind.BOOLEAN
                        ? Value.UNKNOWN
                        : Constants.converted(constant, type)
                : value;
    }

    @Override
    public Value visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
        return new Switches(body).value(tree);
    }

    @Override
    public Value visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
        return calls.function(tree);
    }

    @Override
    public Value visitMemberReference(MemberReferenceTree tree, Void unused) {
        return calls.function(tree);
    }
}
