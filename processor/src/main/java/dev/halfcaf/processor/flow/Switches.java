package dev.halfcaf.processor.flow;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Switches, of both kinds; a switch over a {@code Dtype} teaches in each case what it is. */
final class Switches {
    private final BodyFlow body;

    Switches(BodyFlow body) {
        this.body = body;
    }

    /** Statements; their breaks are collected by who calls this. */
    void run(SwitchTree tree) {
        Value selector = body.evaluate(tree.getExpression());
        State remaining = walk(tree, selector, tree.getCases(), false);
        body.state().join(remaining);
    }

    Value value(SwitchExpressionTree tree) {
        Value selector = body.evaluate(tree.getExpression());
        body.enterYields(tree);
        walk(tree, selector, tree.getCases(), true);
        body.leaveYields();
        body.jumps().arrive(tree, body.state());
        return body.jumps().yielded(tree);
    }

    /** Walks the cases; leaves the state that comes to the end of the last, and gives the one that no case takes. */
    private State walk(Tree tree, Value selector, List<? extends CaseTree> cases, boolean isExpression) {
        State open = body.state();
        State end = dead(open);
        boolean complete = isExpression;
        Set<Dtype> named = new TreeSet<>();
        for (CaseTree one : cases) {
            named.addAll(dtypes(one));
        }
        for (CaseTree one : cases) {
            List<Tree> labels = labels(one);
            boolean isDefault = labels.stream().allMatch(Switches::isDefault)
                    || labels.stream().anyMatch(label -> label.getKind().name().equals("DEFAULT_CASE_LABEL"));
            boolean isPattern = labels.stream().anyMatch(Switches::isPattern);
            complete |= isDefault || isPattern;
            State entry = open.copy();
            if (selector instanceof Value.OfDtype dtype) {
                Set<Dtype> here = EnumSet.noneOf(Dtype.class);
                here.addAll(isDefault ? others(named) : Set.of());
                here.addAll(dtypes(one));
                Conditions.narrow(entry, one, dtype, here);
            }
            if (one.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
                entry.join(end);
            }
            body.continueWith(entry);
            labels.forEach(label -> label(label, selector));
            end = one.getCaseKind() == CaseTree.CaseKind.STATEMENT
                    ? statements(one)
                    : rule(tree, one, end, isExpression);
        }
        if (selector instanceof Value.OfDtype dtype) {
            Conditions.narrow(open, tree, dtype, others(named));
        }
        body.continueWith(end);
        if (complete) {
            open.die();
        }
        return open;
    }

    private static Set<Dtype> others(Set<Dtype> dtypes) {
        Set<Dtype> others = EnumSet.allOf(Dtype.class);
        others.removeAll(dtypes);
        return others;
    }

    private static State dead(State like) {
        State dead = like.copy();
        dead.die();
        return dead;
    }

    private State statements(CaseTree one) {
        if (one.getStatements() != null) {
            one.getStatements().forEach(body::run);
        }
        return body.state();
    }

    private State rule(Tree tree, CaseTree one, State end, boolean isExpression) {
        Tree rule = one.getBody();
        if (rule instanceof ExpressionTree expression && body.state().isReachable()) {
            Value value = body.evaluate(expression);
            if (isExpression) {
                body.jumps().yield(tree, Value.in(value, body.state().live()));
            }
        } else if (rule instanceof StatementTree statement) {
            body.run(statement);
        }
        end.join(body.state());
        return end;
    }

    /** Binds what a pattern declares, and evaluates a guard. */
    private void label(Tree label, Value selector) {
        if (isPattern(label)) {
            new Patterns(body).bind(label, selector);
        } else if (isGuard(label)) {
            Conditions.Outcome outcome = body.conditions().test((ExpressionTree) label);
            body.continueWith(outcome.whenTrue());
        }
    }

    private static boolean isDefault(Tree label) {
        return label.getKind().name().equals("DEFAULT_CASE_LABEL");
    }

    private static boolean isPattern(Tree label) {
        return label.getKind().name().contains("PATTERN");
    }

    private static boolean isGuard(Tree label) {
        return label instanceof ExpressionTree
                && !(label instanceof IdentifierTree)
                && !(label instanceof MemberSelectTree)
                && !label.getKind().name().endsWith("LITERAL");
    }

    /** What stands before the colon or arrow; constants come bare or wrapped, as the version of Java has it. */
    private static List<Tree> labels(CaseTree one) {
        List<Tree> children = new ArrayList<>(Children.of(one));
        children.remove(one.getBody());
        if (one.getStatements() != null) {
            children.removeAll(one.getStatements());
        }
        return children;
    }

    private static Set<Dtype> dtypes(CaseTree one) {
        Set<Dtype> dtypes = new TreeSet<>();
        for (ExpressionTree label : one.getExpressions()) {
            String name = label instanceof IdentifierTree identifier
                    ? identifier.getName().toString()
                    : label instanceof MemberSelectTree select
                            ? select.getIdentifier().toString()
                            : "";
            Arrays.stream(Dtype.values())
                    .filter(dtype -> dtype.name().equals(name))
                    .forEach(dtypes::add);
        }
        return dtypes;
    }
}
