package dev.halfcaf.processor.flow;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Origin.Path;
import dev.halfcaf.processor.flow.Value.Answer;
import dev.halfcaf.processor.flow.Value.Equal;
import dev.halfcaf.processor.flow.Value.Flag;
import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
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

    /**
     * The two states after a condition.
     *
     * @param where what is the same where the two meet again: the same for all conditions on one boolean
     * @param isSwapped whether that is asked the other way around
     */
    record Outcome(State whenTrue, State whenFalse, Object where, boolean isSwapped) {
        Outcome swapped() {
            return new Outcome(whenFalse, whenTrue, where, !isSwapped);
        }

        /** Where the two have come to the ends of their branches, and meet. */
        State joined(State afterTrue, State afterFalse) {
            State first = isSwapped ? afterFalse : afterTrue;
            first.join(isSwapped ? afterTrue : afterFalse, where);
            return first;
        }

        /** The same for values. */
        Value joined(Value ofTrue, Value ofFalse) {
            return isSwapped ? Value.join(ofFalse, ofTrue, where) : Value.join(ofTrue, ofFalse, where);
        }
    }

    /** Where paths meet that parted on a boolean. */
    private record Fork(Object flag) {}

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
        Object flag = flag(tree, value);
        Outcome both = flag == null ? split() : split(new Fork(flag));
        if (flag != null) {
            choose(both.whenTrue, flag, 0);
            choose(both.whenFalse, flag, 1);
        }
        if (value instanceof Answer answer) {
            narrow(both.whenTrue, tree, answer.asked(), answer.yes());
            narrow(both.whenFalse, tree, answer.asked(), answer.negated().yes());
        } else if (value instanceof Equal equal) {
            narrow(both.whenTrue, tree, equal);
            narrow(both.whenFalse, tree, equal.negated());
        }
        return both;
    }

    private Outcome split() {
        return split(new Object());
    }

    private Outcome split(Object where) {
        return new Outcome(body.state(), body.state().copy(), where, false);
    }

    /** What tells a boolean variable from others, until it is set; null where the condition is something else. */
    private @Nullable Object flag(ExpressionTree tree, Value value) {
        boolean isName = tree instanceof IdentifierTree || Variables.isOfThis(tree);
        if (!isName || !(body.source().element(tree) instanceof VariableElement variable)) {
            return null;
        } else if (value instanceof Flag known) {
            return known.id();
        } else if (value instanceof Answer || value instanceof Equal) {
            return value;
        }
        // A field that is not final may be set by any other code.
        boolean isSeen = !Variables.isField(variable)
                || variable.getModifiers().contains(Modifier.FINAL)
                        && body.method() != null
                        && body.method().getKind() == ElementKind.METHOD;
        if (!isSeen) {
            return null;
        }
        Flag flag = new Flag(new Object());
        body.state().set(variable, flag);
        return flag.id();
    }

    /** On one side of a boolean, what parted on it before has the dtype of that side. */
    private static void choose(State state, Object flag, int side) {
        state.values().replaceAll((variable, value) -> {
            if (value instanceof Tensors tensors) {
                Path path = path(tensors.origin(), tensors.dtypes(), flag, side);
                return path == null ? value : new Tensors(path.dtypes(), path.origin(), tensors.trace());
            } else if (value instanceof OfDtype dtype) {
                Path path = path(dtype.origin(), dtype.dtypes(), flag, side);
                return path == null ? value : new OfDtype(path.dtypes(), path.origin());
            }
            return value;
        });
    }

    private static @Nullable Path path(Origin origin, Dtypes dtypes, Object flag, int side) {
        if (!(origin.root() instanceof Origin.OfPaths joined)
                || joined.paths().size() != 2
                || !joined.joint().equals(new Origin.Joint(new Fork(flag), null, null))) {
            return null;
        }
        Path path = joined.paths().get(side);
        Dtypes left = path.dtypes().common(dtypes);
        return left.worlds() == dtypes.worlds() ? new Path(left, path.origin()) : null;
    }

    private Outcome and(BinaryTree tree) {
        Outcome left = test(tree.getLeftOperand());
        body.continueWith(left.whenTrue);
        Outcome right = test(tree.getRightOperand());
        right.whenFalse.join(left.whenFalse);
        return new Outcome(right.whenTrue, right.whenFalse, new Object(), false);
    }

    private Outcome or(BinaryTree tree) {
        Outcome left = test(tree.getLeftOperand());
        body.continueWith(left.whenFalse);
        Outcome right = test(tree.getRightOperand());
        right.whenTrue.join(left.whenTrue);
        return new Outcome(right.whenTrue, right.whenFalse, new Object(), false);
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
            return tree.getKind() == Tree.Kind.NOT_EQUAL_TO ? negated(equal) : equal;
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

    /** The opposite of an answer; unknown, if it is none. */
    static Value negated(Value value) {
        return value instanceof Answer answer
                ? answer.negated()
                : value instanceof Equal equal ? equal.negated() : Value.UNKNOWN;
    }

    /** One of the two is mostly a constant. */
    private static Value equal(Value first, Value second) {
        if (first instanceof OfDtype a && second instanceof OfDtype b) {
            if (b.origin() instanceof Origin.OfConstant constant) {
                return new Answer(a, EnumSet.of(constant.dtype()));
            } else if (a.origin() instanceof Origin.OfConstant constant) {
                return new Answer(b, EnumSet.of(constant.dtype()));
            }
            return new Equal(a, b, true);
        }
        return Value.UNKNOWN;
    }

    /** What is left of a state when a dtype turns out to be one of these. */
    static void narrow(State state, Tree condition, OfDtype asked, Set<Dtype> left) {
        List<Dtype> all = List.copyOf(left);
        keep(state, condition, asked, dtypes -> dtypes.only(all));
    }

    /** The same when two dtypes turn out to be the same one, or not to be. */
    private static void narrow(State state, Tree condition, Equal equal) {
        OfDtype first = equal.first();
        OfDtype second = equal.second();
        if (!equal.holds()) {
            keep(state, condition, first, dtypes -> dtypes.without(second.dtypes()));
            keep(state, condition, second, dtypes -> dtypes.without(first.dtypes()));
            return;
        }
        keep(state, condition, first, dtypes -> dtypes.common(second.dtypes()));
        keep(state, condition, second, dtypes -> dtypes.common(first.dtypes()));
        boolean isOpen = !first.dtypes().common(second.dtypes()).isKnown();
        if (isOpen
                && Origin.areSame(first.origin(), first.origin())
                && Origin.areSame(second.origin(), second.origin())) {
            // From here on, the two are the same unknown.
            state.values().replaceAll((variable, value) -> {
                if (value instanceof Tensors tensors && tensors.origin().equals(second.origin())) {
                    return new Tensors(tensors.dtypes(), first.origin(), tensors.trace());
                }
                return value instanceof OfDtype dtype && dtype.origin().equals(second.origin())
                        ? new OfDtype(dtype.dtypes(), first.origin())
                        : value;
            });
        }
    }

    private static void keep(State state, Tree condition, OfDtype asked, UnaryOperator<Dtypes> left) {
        state.keep(left.apply(asked.dtypes()).worlds());
        if (asked.origin() instanceof Origin.OfPolicy || asked.origin() instanceof Origin.OfConstant) {
            return;
        }
        state.values().replaceAll((variable, value) -> narrow(value, condition, asked.origin(), left));
    }

    private static Value narrow(Value value, Tree condition, Origin origin, UnaryOperator<Dtypes> left) {
        if (value instanceof Tensors tensors && tensors.origin().equals(origin)) {
            Dtypes narrowed = left.apply(tensors.dtypes());
            return narrowed.bits() == tensors.dtypes().bits()
                    ? value
                    : new Tensors(narrowed, guarded(narrowed, condition, origin), tensors.trace());
        } else if (value instanceof OfDtype dtype && dtype.origin().equals(origin)) {
            Dtypes narrowed = left.apply(dtype.dtypes());
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
