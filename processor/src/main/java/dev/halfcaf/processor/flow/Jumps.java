package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that leave the straight line: breaks, continues, yields, returns, exceptions. */
final class Jumps {
    /** A way out of a statement: its target, and whether it goes on with the next round of a loop. */
    private record Exit(Tree target, boolean again) {}

    private final Map<Exit, State> pending = new HashMap<>();
    private final Map<Tree, Value> yielded = new HashMap<>();
    private final Deque<State> handlers = new ArrayDeque<>();
    private @Nullable State returned;

    /** A {@code break} or {@code yield} out of the target. */
    void leave(Tree target, State state) {
        add(new Exit(target, false), state);
    }

    /** A {@code continue} of the target, a loop. */
    void again(Tree target, State state) {
        add(new Exit(target, true), state);
    }

    private void add(Exit exit, State state) {
        State before = pending.get(exit);
        if (before == null) {
            pending.put(exit, state.copy());
        } else {
            before.join(state);
        }
    }

    /** The states that left the target join those that come to its end. */
    void arrive(Tree target, State end) {
        State state = pending.remove(new Exit(target, false));
        if (state != null) {
            end.join(state);
        }
    }

    /** The states that go on with the next round join those that came to the end of this one. */
    void arriveAgain(Tree target, State end) {
        State state = pending.remove(new Exit(target, true));
        if (state != null) {
            end.join(state);
        }
    }

    void yield(Tree target, Value value) {
        yielded.merge(target, value, Value::join);
    }

    Value yielded(Tree target) {
        Value value = yielded.remove(target);
        return value == null ? Value.NOTHING : value;
    }

    void leaveBody(State state) {
        if (returned == null) {
            returned = state.copy();
        } else {
            returned.join(state);
        }
    }

    /** The state after the body: what comes to its end, and what returns. */
    State after(State end) {
        State after = end.copy();
        if (returned != null) {
            after.join(returned);
        }
        return after;
    }

    /** From here on, an exception is caught: what is known then is collected in this state. */
    void enterTry(State atStart) {
        handlers.push(atStart.copy());
    }

    State leaveTry() {
        return handlers.pop();
    }

    /** A variable has changed, or an exception is thrown: whoever catches one may see this state. */
    void mayThrow(State state) {
        if (!handlers.isEmpty()) {
            handlers.peek().join(state);
        }
    }
}
