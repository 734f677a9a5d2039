package dev.halfcaf.processor.flow;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Value.Answer;
import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Conditions, and what is known where they hold and where they do not. */
final class Conditions {
    /** The questions that a {@link Dtype} answers by itself. */
    private static final Map<String, Predicate<Dtype>> QUESTIONS =
            Map.of("isFloating", Dtype::isFloating, "isIntegral", Dtype::isIntegral, "isHalf", Dtype::isHalf);

    private final BodyFlow body;

    Conditions(BodyFlow body) {
        this.body = body;
    }

    /** The two states after a condition. */
    record Outcome(State whenTrue, State whenFalse) {
        Outcome swapped() {
            return new Outcome(whenFalse, whenTrue);
        }
    }

    Outcome test(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree parenthesized) {
            return test(parenthesized.getExpression());
        } else if (tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
            return test(((UnaryTree) tree).getExpression()).swapped();
        } else if (tree.getKind() == Tree.Kind.CONDITIONAL_AND) {
            return and((BinaryTree) tree);
        } else if (tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
            return or((BinaryTree) tree);
        } else if (tree instanceof LiteralTree literal && literal.getValue() instanceof Boolean value) {
            Outcome both = split();
            (value ? both.whenFalse : both.whenTrue).die();
            return both;
        } else if (tree instanceof InstanceOfTree instance) {
            Value matched = body.evaluate(instance.getExpression());
            new Patterns(body).bind(instance.getPattern(), matched);
            return split();
        }
        Value value = asks(tree) ? answer(tree) : body.evaluate(tree);
        Outcome both = split();
        if (value instanceof Answer answer) {
            narrow(both.whenTrue, tree, answer.asked(), answer.yes());
            narrow(both.whenFalse, tree, answer.asked(), answer.negated().yes());
        }
        return both;
    }

    private Outcome split() {
        return new Outcome(body.state(), body.state().copy());
    }

    private Outcome and(BinaryTree tree) {
        Outcome left = test(tree.getLeftOperand());
        body.continueWith(left.whenTrue);
        Outcome right = test(tree.getRightOperand());
        right.whenFalse.join(left.whenFalse);
        return right;
    }

    private Outcome or(BinaryTree tree) {
        Outcome left = test(tree.getLeftOperand());
        body.continueWith(left.whenFalse);
        Outcome right = test(tree.getRightOperand());
        right.whenTrue.join(left.whenTrue);
        return right;
    }

    /** Whether an expression may be a question about a dtype. */
    boolean asks(ExpressionTree tree) {
        return tree.getKind() == Tree.Kind.EQUAL_TO
                || tree.getKind() == Tree.Kind.NOT_EQUAL_TO
                || tree instanceof MethodInvocationTree call
                        && call.getMethodSelect() instanceof MemberSelectTree select
                        && (QUESTIONS.containsKey(select.getIdentifier().toString())
                                || select.getIdentifier().contentEquals("equals"))
                        && body.kinds().of(body.source().type(select.getExpression())) == Kinds.Kind.DTYPE;
    }

    /** What a question asks, and which dtypes answer it with yes; unknown, if it is none. */
    Value answer(ExpressionTree tree) {
        if (tree instanceof BinaryTree binary) {
            Value left = body.evaluate(binary.getLeftOperand());
            Value equal = equal(left, body.evaluate(binary.getRightOperand()));
            return tree.getKind() == Tree.Kind.NOT_EQUAL_TO && equal instanceof Answer answer
                    ? answer.negated()
                    : equal;
        }
        MethodInvocationTree call = (MethodInvocationTree) tree;
        MemberSelectTree select = (MemberSelectTree) call.getMethodSelect();
        Value asked = body.evaluate(select.getExpression());
        if (call.getArguments().size() == 1) {
            return equal(asked, body.evaluate(call.getArguments().get(0)));
        }
        Predicate<Dtype> question = QUESTIONS.get(select.getIdentifier().toString());
        return question != null && asked instanceof OfDtype dtype
                ? new Answer(
                        dtype, Arrays.stream(Dtype.values()).filter(question).collect(Collectors.toSet()))
                : Value.UNKNOWN;
    }

    /** One of the two is mostly a constant; else nothing is learned. */
    private static Value equal(Value first, Value second) {
        if (first instanceof OfDtype a && second instanceof OfDtype b) {
            if (b.origin() instanceof Origin.OfConstant constant) {
                return new Answer(a, EnumSet.of(constant.dtype()));
            } else if (a.origin() instanceof Origin.OfConstant constant) {
                return new Answer(b, EnumSet.of(constant.dtype()));
            }
        }
        return Value.UNKNOWN;
    }

    /** What is left of a state when a dtype turns out to be one of these. */
    static void narrow(State state, Tree condition, OfDtype asked, Set<Dtype> left) {
        Dtypes narrowed = asked.dtypes().only(left);
        state.keep(narrowed.worlds());
        if (asked.origin() instanceof Origin.OfPolicy || asked.origin() instanceof Origin.OfConstant) {
            return;
        }
        List<Dtype> all = List.copyOf(left);
        state.values().replaceAll((variable, value) -> narrow(value, condition, asked.origin(), all));
    }

    private static Value narrow(Value value, Tree condition, Origin origin, List<Dtype> left) {
        if (value instanceof Tensors tensors && tensors.origin().equals(origin)) {
            Dtypes narrowed = tensors.dtypes().only(left);
            return narrowed.bits() == tensors.dtypes().bits()
                    ? value
                    : new Tensors(narrowed, guarded(narrowed, condition, origin), tensors.trace());
        } else if (value instanceof OfDtype dtype && dtype.origin().equals(origin)) {
            Dtypes narrowed = dtype.dtypes().only(left);
            return new OfDtype(narrowed, guarded(narrowed, condition, origin));
        }
        return value;
    }

    /** What is still open keeps its origin, and so stays the same unknown. */
    private static Origin guarded(Dtypes narrowed, Tree condition, Origin origin) {
        return origin instanceof Origin.OfUnknown && narrowed.isKnown(0)
                ? new Origin.OfGuard(condition, origin)
                : origin;
    }
}
