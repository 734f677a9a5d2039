package dev.halfcaf.processor.flow;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** What is known at one point of a body: the values of variables, and the worlds that come here. */
final class State {
    private final Map<Element, Value> values;
    private int live;

    private State(Map<Element, Value> values, int live) {
        this.values = values;
        this.live = live;
    }

    /** Nothing known yet, in these worlds. */
    static State start(int live) {
        return new State(new HashMap<>(), live);
    }

    State copy() {
        return new State(new HashMap<>(values), live);
    }

    /** The worlds that come here. */
    int live() {
        return live;
    }

    boolean isReachable() {
        return live != 0;
    }

    /** Only these worlds go on. */
    void keep(int worlds) {
        live &= worlds;
    }

    void die() {
        live = 0;
    }

    @Nullable
    Value get(Element variable) {
        return values.get(variable);
    }

    void set(Element variable, Value value) {
        values.put(variable, value);
    }

    void forget(Element variable) {
        values.remove(variable);
    }

    Map<Element, Value> values() {
        return values;
    }

    /** Where two paths meet: in place, this one takes in the other. */
    void join(State other) {
        join(other, new Object());
    }

    /**
     * The same.
     *
     * @param where what tells this meeting from others
     */
    void join(State other, Object where) {
        if (!other.isReachable() || other == this) {
            return;
        }
        if (!isReachable()) {
            values.clear();
            values.putAll(other.values);
            live = other.live;
            return;
        }
        boolean split = live != other.live;
        int mine = live;
        // What only one path knows is out of scope, or a field that the other path left alone.
        values.keySet().retainAll(other.values.keySet());
        values.replaceAll((variable, value) -> {
            Value theirs = other.values.getOrDefault(variable, value);
            return value == theirs
                    ? value
                    : split
                            ? Value.join(Value.in(value, mine), Value.in(theirs, other.live), where)
                            : Value.join(value, theirs, where);
        });
        live |= other.live;
    }

    /** At the end of a loop's round: what was set in it is, in the next one, what an earlier round had. */
    void age(State start, Object loop) {
        values.replaceAll(
                (variable, value) -> value == start.values.get(variable) ? value : Value.element(value, loop));
    }

    /** Whether the two say the same. */
    boolean sameAs(State other) {
        return live == other.live
                && values.size() == other.values.size()
                && values.entrySet().stream()
                        .allMatch(one -> Value.identical(one.getValue(), other.values.get(one.getKey())));
    }
}
