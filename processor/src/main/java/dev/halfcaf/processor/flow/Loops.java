package dev.halfcaf.processor.flow;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Loops: walked again until the state at the start of a round stays the same; mostly it does at once. What was found in
 * an early round holds, too: that round does happen. Each is printed once.
 */
final class Loops {
    /** The lattice is so low that a few rounds are enough; beyond, something is not monotone, and the last round stands. */
    private static final int MOST_ROUNDS = 12;

    private final BodyFlow body;

    Loops(BodyFlow body) {
        this.body = body;
    }

    /** {@code while} and {@code for}; without a condition the loop is left by jumps only. */
    void run(Tree loop, @Nullable ExpressionTree condition, Runnable statement, Runnable update) {
        settle(() -> {
            State exit = enter(condition);
            statement.run();
            body.jumps().arriveAgain(loop, body.state());
            update.run();
            return exit;
        });
    }

    /** Goes into the loop; gives the state that does not. */
    private State enter(@Nullable ExpressionTree condition) {
        if (condition == null) {
            State never = body.state().copy();
            never.die();
            return never;
        }
        Conditions.Outcome outcome = body.conditions().test(condition);
        body.continueWith(outcome.whenTrue());
        return outcome.whenFalse();
    }

    /** A loop over an array or a collection. */
    void each(EnhancedForLoopTree loop, Value elements, Runnable statement) {
        settle(() -> {
            State exit = body.state().copy();
            if (body.source().element(loop.getVariable()) instanceof VariableElement variable) {
                body.variables()
                        .bind(
                                variable,
                                elements instanceof Value.Nothing ? Value.UNKNOWN : Value.element(elements, loop));
            }
            statement.run();
            body.jumps().arriveAgain(loop, body.state());
            return exit;
        });
    }

    void doWhile(DoWhileLoopTree loop, Runnable statement) {
        settle(() -> {
            statement.run();
            body.jumps().arriveAgain(loop, body.state());
            return enter(loop.getCondition());
        });
    }

    /** A round: walks the loop once from the present state, leaves the state at its end, and gives the one that exits. */
    @FunctionalInterface
    private interface Round {
        State walk();
    }

    private void settle(Round round) {
        State start = body.state().copy();
        Object here = new Object();
        for (int count = 1; ; count++) {
            body.continueWith(start.copy());
            State exit = round.walk();
            State next = start.copy();
            body.state().age(start, here);
            next.join(body.state(), here);
            if (next.sameAs(start) || count == MOST_ROUNDS) {
                body.continueWith(exit);
                return;
            }
            start = next;
        }
    }
}
