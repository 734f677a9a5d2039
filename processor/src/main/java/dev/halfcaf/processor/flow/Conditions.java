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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        } else if (tree instanceof BinaryTree binary) {
            return binary(binary);
        } else if (tree instanceof LiteralTree literal && literal.getValue() instanceof Boolean value) {
            Outcome both = split();
            (value ? both.whenFalse : both.whenTrue).die();
            return both;
        } else if (tree instanceof InstanceOfTree instance) {
            body.evaluate(instance.getExpression());
            new Patterns(body).bind(instance.getPattern(), Value.UNKNOWN);
            return split();
        } else if (tree instanceof MethodInvocationTree call) {
            return question(call);
        }
        body.evaluate(tree);
        return split();
    }

    private Outcome split() {
        return new Outcome(body.state(), body.state().copy());
    }

    private Outcome binary(BinaryTree tree) {
        switch (tree.getKind()) {
            case CONDITIONAL_AND -> {
                Outcome left = test(tree.getLeftOperand());
                body.continueWith(left.whenTrue);
                Outcome right = test(tree.getRightOperand());
                right.whenFalse.join(left.whenFalse);
                return right;
            }
            case CONDITIONAL_OR -> {
                Outcome left = test(tree.getLeftOperand());
                body.continueWith(left.whenFalse);
                Outcome right = test(tree.getRightOperand());
                right.whenTrue.join(left.whenTrue);
                return right;
            }
            case EQUAL_TO -> {
                return equal(tree, tree.getLeftOperand(), tree.getRightOperand());
            }
            case NOT_EQUAL_TO -> {
                return equal(tree, tree.getLeftOperand(), tree.getRightOperand())
                        .swapped();
            }
            default -> {
                body.evaluate(tree);
                return split();
            }
        }
    }

    private Outcome equal(Tree condition, ExpressionTree left, ExpressionTree right) {
        return equal(condition, left, body.evaluate(left), right, body.evaluate(right));
    }

    private Outcome equal(
            Tree condition, ExpressionTree left, Value first, ExpressionTree right, @Nullable Value second) {
        Outcome both = split();
        if (first instanceof Value.OfDtype a && second instanceof Value.OfDtype b) {
            // One of them is mostly a constant; else nothing is learned.
            Dtype constant = constant(b);
            if (constant != null) {
                return learn(both, condition, a, constant::equals);
            }
            constant = constant(a);
            if (constant != null) {
                return learn(both, condition, b, constant::equals);
            }
        }
        return both;
    }

    private @Nullable Dtype constant(Value.OfDtype value) {
        return value.origin() instanceof Origin.OfConstant constant ? constant.dtype() : null;
    }

    /** {@code x.dtype().isFloating()}, {@code x.dtype().equals(...)}: else a call like any other. */
    private Outcome question(MethodInvocationTree call) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && body.kinds().of(body.source().type(select.getExpression())) == Kinds.Kind.DTYPE) {
            Predicate<Dtype> question = QUESTIONS.get(select.getIdentifier().toString());
            if (question != null && call.getArguments().isEmpty()) {
                Value asked = body.evaluate(select.getExpression());
                return asked instanceof Value.OfDtype dtype ? learn(split(), call, dtype, question) : split();
            } else if (select.getIdentifier().contentEquals("equals")
                    && call.getArguments().size() == 1) {
                return equal(call, select.getExpression(), call.getArguments().get(0));
            }
        }
        body.evaluate(call);
        return split();
    }

    /** The state where the dtype is one that passes, and the one where it is not. */
    private Outcome learn(Outcome both, Tree condition, Value.OfDtype asked, Predicate<Dtype> passes) {
        narrow(both.whenTrue, condition, asked, passes);
        narrow(both.whenFalse, condition, asked, passes.negate());
        return both;
    }

    /** What is left of a state when a dtype turns out to be one of those that pass. */
    static void narrow(State state, Tree condition, Value.OfDtype asked, Predicate<Dtype> passes) {
        List<Dtype> left = Arrays.stream(Dtype.values()).filter(passes).toList();
        Dtypes narrowed = asked.dtypes().only(left);
        state.keep(narrowed.worlds());
        if (asked.origin() instanceof Origin.OfPolicy || asked.origin() instanceof Origin.OfConstant) {
            return;
        }
        state.values().replaceAll((variable, value) -> narrow(value, condition, asked.origin(), left));
    }

    private static Value narrow(Value value, Tree condition, Origin origin, List<Dtype> left) {
        if (value instanceof Value.Tensors tensors && tensors.origin().equals(origin)) {
            Dtypes narrowed = tensors.dtypes().only(left);
            return narrowed.bits() == tensors.dtypes().bits()
                    ? value
                    : new Value.Tensors(narrowed, guarded(narrowed, condition, origin), tensors.trace());
        } else if (value instanceof Value.OfDtype dtype && dtype.origin().equals(origin)) {
            Dtypes narrowed = dtype.dtypes().only(left);
            return new Value.OfDtype(narrowed, guarded(narrowed, condition, origin));
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
