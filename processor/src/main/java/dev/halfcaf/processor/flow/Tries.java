package dev.halfcaf.processor.flow;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;

/**
 * {@code try}. Whoever catches an exception may find any state that the block went through: those after an assignment, and
 * those at a call.
 */
final class Tries {
    private final BodyFlow body;

    Tries(BodyFlow body) {
        this.body = body;
    }

    void run(TryTree tree) {
        if (tree.getFinallyBlock() == null) {
            catching(tree);
            return;
        }
        body.jumps().enterTry(body.state());
        catching(tree);
        State thrown = body.jumps().leaveTry();
        State normal = body.state().copy();
        // The block is walked for all that come into it; what goes on after it has come to the end of the others.
        body.state().join(thrown);
        body.run(tree.getFinallyBlock());
        body.jumps().mayThrow(body.state());
        body.continueWith(normal);
        body.run(tree.getFinallyBlock());
    }

    private void catching(TryTree tree) {
        body.jumps().enterTry(body.state());
        for (Tree resource : tree.getResources()) {
            if (resource instanceof StatementTree declaration) {
                body.run(declaration);
            } else if (resource instanceof ExpressionTree expression) {
                body.evaluate(expression);
            }
        }
        body.run(tree.getBlock());
        State thrown = body.jumps().leaveTry();
        body.jumps().mayThrow(thrown);
        State after = body.state();
        for (CatchTree one : tree.getCatches()) {
            body.continueWith(thrown.copy());
            body.run(one.getBlock());
            after.join(body.state());
        }
        body.continueWith(after);
    }
}
