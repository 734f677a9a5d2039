package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the analysis knows of an expression's value. */
public sealed interface Value {
    /** Nothing is known, or nothing that matters. */
    Value UNKNOWN = new Other();

    /** No value: null, or the elements of what is empty. */
    Value NOTHING = new Nothing();

    /** A tensor, or what holds tensors. */
    record Tensors(Dtypes dtypes, Origin origin, Trace trace) implements Value {
        Tensors(Dtypes dtypes, Origin origin) {
            this(dtypes, origin, Trace.NONE);
        }
    }

    /** A {@code Dtype}. */
    record OfDtype(Dtypes dtypes, Origin origin) implements Value {}

    /**
     * What is under a policy: a variable, a layer, a policy itself.
     *
     * @param output what a layer's {@code forward} returns to those who call it
     */
    record Policied(Tensors compute, Tensors variable, Tensors output) implements Value {
        /** What casts no results. */
        Policied(Tensors compute, Tensors variable) {
            this(compute, variable, compute);
        }

        /** What a layer makes of a policy for the layers that it holds. */
        Policied handedOn() {
            return new Policied(compute, variable);
        }
    }

    /**
     * A number.
     *
     * @param whole whether its Java type is an integral one
     */
    record Constant(double number, boolean whole) implements Value {}

    /** A constant string. */
    record Text(String text) implements Value {}

    /** A new layer that takes its policy from whoever will hold it. */
    record Fresh() implements Value {}

    /** A lambda or a method reference, by what it returns. */
    record Function(Value result) implements Value {}

    /** The answer to a question about a dtype: whether it is one of these. */
    record Answer(OfDtype asked, Set<Dtype> yes) implements Value {
        Answer negated() {
            Set<Dtype> no = EnumSet.allOf(Dtype.class);
            no.removeAll(yes);
            return new Answer(asked, no);
        }
    }

    /** The answer to the question whether two dtypes are the same. */
    record Equal(OfDtype first, OfDtype second, boolean holds) implements Value {
        Equal negated() {
            return new Equal(first, second, !holds);
        }
    }

    /** A boolean of which nobody knows whether it is true, but that it is the same one wherever this is. */
    record Flag(Object id) implements Value {}

    /** A variable that was just made; or one of several. */
    record NewVariable(Set<Tree> calls) implements Value {}

    /** A record, by the names of its components. */
    record Components(Map<String, Value> byName) implements Value {
        public Components {
            byName = Map.copyOf(byName);
        }
    }

    /** All else. */
    record Other() implements Value {}

    /** See {@link #NOTHING}. */
    record Nothing() implements Value {}

    /** Where two paths meet. */
    static Value join(Value a, Value b) {
        return join(a, b, new Object());
    }

    /**
     * The same.
     *
     * @param where what is the same for all values that meet at one time
     */
    static Value join(Value a, Value b, Object where) {
        if (a == b || b instanceof Nothing) {
            return a;
        } else if (a instanceof Nothing) {
            return b;
        } else if (a instanceof Tensors x && b instanceof Tensors y) {
            return new Tensors(
                    x.dtypes.join(y.dtypes),
                    Origin.join(x.dtypes, x.origin, y.dtypes, y.origin, where),
                    x.trace.join(y.trace));
        } else if (a instanceof OfDtype x && b instanceof OfDtype y) {
            return new OfDtype(x.dtypes.join(y.dtypes), Origin.join(x.dtypes, x.origin, y.dtypes, y.origin, where));
        } else if (a instanceof Policied x && b instanceof Policied y) {
            return new Policied(
                    (Tensors) join(x.compute, y.compute, where),
                    (Tensors) join(x.variable, y.variable, where),
                    (Tensors) join(x.output, y.output, where));
        } else if (a instanceof Components x && b instanceof Components y) {
            return components(x, y, where);
        } else if (a instanceof Function x && b instanceof Function y) {
            return new Function(join(x.result, y.result, where));
        }
        return a instanceof NewVariable || b instanceof NewVariable
                ? NewVariables.join(a, b)
                : a.equals(b) ? a : UNKNOWN;
    }

    private static Value components(Components a, Components b, Object where) {
        Map<String, Value> joined = new LinkedHashMap<>();
        a.byName.forEach((name, value) -> {
            Value other = b.byName.get(name);
            if (other != null) {
                joined.put(name, join(value, other, where));
            }
        });
        return new Components(joined);
    }

    /** Where something is added to what a collection holds: if they disagree, nobody knows which one comes out. */
    static Value blur(Value a, Value b) {
        return a instanceof Tensors x && b instanceof Tensors y
                ? new Tensors(
                        x.dtypes.blur(y.dtypes),
                        Origin.join(x.dtypes, x.origin, y.dtypes, y.origin, new Object()),
                        x.trace.join(y.trace))
                : join(a, b);
    }

    /** This value in these worlds only. */
    static Value in(Value value, int live) {
        if (value instanceof Tensors tensors) {
            Dtypes kept = tensors.dtypes.in(live);
            return kept.bits() == tensors.dtypes.bits() ? value : new Tensors(kept, tensors.origin, tensors.trace);
        } else if (value instanceof OfDtype dtype) {
            return new OfDtype(dtype.dtypes.in(live), dtype.origin);
        } else if (value instanceof Policied policied) {
            return new Policied((Tensors) in(policied.compute, live), (Tensors) in(policied.variable, live), (Tensors)
                    in(policied.output, live));
        } else if (value instanceof Components components) {
            Map<String, Value> kept = new LinkedHashMap<>();
            components.byName.forEach((name, component) -> kept.put(name, in(component, live)));
            return new Components(kept);
        }
        return value;
    }

    /** The value of a new holder: what is put into it later is not in the one that this comes from. */
    static Value copy(Value value) {
        return value instanceof Tensors tensors ? new Tensors(tensors.dtypes, tensors.origin, tensors.trace) : value;
    }

    /** One of the tensors that this is about; the next one may be another. */
    static Value element(Value value, Object taken) {
        return value instanceof Tensors tensors && !tensors.dtypes.isKnown()
                ? new Tensors(tensors.dtypes, new Origin.OfElement(taken, tensors.origin), tensors.trace)
                : value;
    }

    /** Whether the two say the same, also of what is the same one among those of which nobody knows the dtype. */
    static boolean identical(@Nullable Value a, @Nullable Value b) {
        return same(a, b)
                && (!(a instanceof Tensors x && b instanceof Tensors y)
                        || x.dtypes.isKnown()
                        || x.origin.equals(y.origin));
    }

    /** This value, whose tensors are made here, unless it is known where they were made. */
    static Value madeBy(Tree maker, Value value) {
        if (value instanceof Tensors tensors) {
            return new Tensors(tensors.dtypes, tensors.origin, tensors.trace.madeBy(maker));
        } else if (value instanceof Components components) {
            Map<String, Value> made = new LinkedHashMap<>();
            components.byName.forEach((name, component) -> made.put(name, madeBy(maker, component)));
            return new Components(made);
        }
        return value;
    }

    /** Whether the two say the same, whatever their origins. */
    static boolean same(@Nullable Value a, @Nullable Value b) {
        if (a == b) {
            return true;
        } else if (a instanceof Tensors x && b instanceof Tensors y) {
            return x.dtypes.bits() == y.dtypes.bits() && x.trace.makers().equals(y.trace.makers());
        } else if (a instanceof OfDtype x && b instanceof OfDtype y) {
            return x.dtypes.bits() == y.dtypes.bits();
        } else if (a instanceof Policied x && b instanceof Policied y) {
            return same(x.compute, y.compute) && same(x.variable, y.variable) && same(x.output, y.output);
        } else if (a instanceof Components x && b instanceof Components y) {
            return x.byName.keySet().equals(y.byName.keySet())
                    && x.byName.entrySet().stream().allMatch(one -> same(one.getValue(), y.byName.get(one.getKey())));
        }
        return a != null && a.equals(b);
    }

    /** Whether no path leads to a disagreement of the two in this world. */
    static boolean agree(Tensors a, Tensors b, int world) {
        return a.dtypes.agrees(b.dtypes, world)
                || a.dtypes.isSplit(world)
                        && a.dtypes.all(world).equals(b.dtypes.all(world))
                        && Origin.areOfSamePath(a.origin, b.origin);
    }

    /** What an op reads where this is its operand; null where that is no tensor. */
    static @Nullable Tensors read(Value value) {
        return value instanceof Tensors tensors
                ? tensors
                : value instanceof Policied policied ? policied.compute : null;
    }
}
