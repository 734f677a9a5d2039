package dev.halfcaf.processor.flow;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** What each kind of statement does to the state. */
final class Statements extends SimpleTreeVisitor<@Nullable Void, @Nullable Void> {
    private final BodyFlow body;
    private final Loops loops;

    /** What a break or continue may mean, innermost first. */
    private final Deque<Target> targets = new ArrayDeque<>();

    private record Target(Tree statement, @Nullable Name label, boolean isLoop) {}

    Statements(BodyFlow body) {
        this.body = body;
        this.loops = new Loops(body);
    }

    void run(StatementTree statement) {
        if (body.state().isReachable()) {
            statement.accept(this, null);
        } else if (statement instanceof ClassTree) {
            statement.accept(this, null);
        }
    }

    @Override
    public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
        tree.getStatements().forEach(this::run);
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        body.variables().declare(tree);
        return null;
    }

    @Override
    public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, @Nullable Void unused) {
        if (body.evaluate(tree.getExpression()) instanceof Value.NewVariable made) {
            body.owner().newVariables().readOnly(made);
        }
        return null;
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
        Conditions.Outcome outcome = body.conditions().test(tree.getCondition());
        body.continueWith(outcome.whenTrue());
        body.run(tree.getThenStatement());
        State after = body.state();
        body.continueWith(outcome.whenFalse());
        body.run(tree.getElseStatement());
        body.continueWith(outcome.joined(after, body.state()));
        return null;
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
        loop(tree, () -> loops.run(tree, tree.getCondition(), () -> body.run(tree.getStatement()), () -> {}));
        return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
        tree.getInitializer().forEach(this::run);
        loop(
                tree,
                () -> loops.run(
                        tree,
                        tree.getCondition(),
                        () -> body.run(tree.getStatement()),
                        () -> tree.getUpdate().forEach(this::run)));
        return null;
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
        Value elements = body.evaluate(tree.getExpression());
        loop(tree, () -> loops.each(tree, elements, () -> body.run(tree.getStatement())));
        return null;
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
        loop(tree, () -> loops.doWhile(tree, () -> body.run(tree.getStatement())));
        return null;
    }

    private void loop(StatementTree tree, Runnable action) {
        targets.push(new Target(tree, null, true));
        action.run();
        targets.pop();
        body.jumps().arrive(tree, body.state());
    }

    @Override
    public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
        targets.push(new Target(tree.getStatement(), tree.getLabel(), false));
        run(tree.getStatement());
        targets.pop();
        body.jumps().arrive(tree.getStatement(), body.state());
        return null;
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
        targets.push(new Target(tree, null, false));
        new Switches(body).run(tree);
        targets.pop();
        body.jumps().arrive(tree, body.state());
        return null;
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
        for (Target target : targets) {
            boolean meant = tree.getLabel() == null
                    ? target.label() == null
                    : tree.getLabel().equals(target.label());
            if (meant) {
                body.jumps().leave(target.statement(), body.state());
                break;
            }
        }
        body.state().die();
        return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
        for (Target target : targets) {
            boolean meant =
                    tree.getLabel() == null ? target.isLoop() : tree.getLabel().equals(target.label());
            if (meant) {
                body.jumps().again(target.statement(), body.state());
                break;
            }
        }
        body.state().die();
        return null;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
        body.yields(body.evaluate(tree.getValue()));
        return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
        if (tree.getExpression() != null) {
            Value value = body.evaluate(tree.getExpression());
            body.returns(value);
            body.owner().returned(body, tree.getExpression(), value);
        }
        body.jumps().leaveBody(body.state());
        body.state().die();
        return null;
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
        body.evaluate(tree.getExpression());
        body.jumps().mayThrow(body.state());
        body.state().die();
        return null;
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
        new Tries(body).run(tree);
        return null;
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
        body.evaluate(tree.getExpression());
        run(tree.getBlock());
        return null;
    }

    @Override
    public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
        // Assertions may be off: what one would teach is not known after it.
        State before = body.state().copy();
        Conditions.Outcome outcome = body.conditions().test(tree.getCondition());
        if (tree.getDetail() != null) {
            body.continueWith(outcome.whenFalse());
            body.evaluate(tree.getDetail());
        }
        body.continueWith(before);
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        body.owner().local(tree, body);
        return null;
    }
}
