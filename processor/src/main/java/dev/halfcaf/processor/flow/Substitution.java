package dev.halfcaf.processor.flow;

import dev.halfcaf.processor.flow.Value.Components;
import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a helper at one of its calls: what is open there because a parameter is, is what is passed here. */
final class Substitution {
    private Substitution() {}

    static Value of(Value result, Signature helper, List<Calls.Argument> arguments) {
        if (result instanceof Tensors tensors) {
            if (tensors.origin() instanceof Origin.OfPaths joined) {
                return ofPaths(tensors, joined, helper, arguments);
            }
            Value.@Nullable Tensors passed = passed(tensors.origin(), helper, arguments);
            return passed == null
                    ? tensors
                    : new Tensors(
                            passed.dtypes().meet(tensors.dtypes()),
                            passed.origin(),
                            tensors.trace().makersOnly());
        } else if (result instanceof OfDtype dtype) {
            Value.@Nullable Tensors passed = passed(dtype.origin(), helper, arguments);
            return passed == null ? dtype : new OfDtype(passed.dtypes(), passed.origin());
        } else if (result instanceof Components components) {
            Map<String, Value> byName = new LinkedHashMap<>();
            components.byName().forEach((name, value) -> byName.put(name, of(value, helper, arguments)));
            return new Components(byName);
        }
        return result instanceof Value.Nothing ? Value.UNKNOWN : result;
    }

    /** Each path brings what is passed for it. */
    private static Value ofPaths(
            Tensors result, Origin.OfPaths joined, Signature helper, List<Calls.Argument> arguments) {
        Value all = Value.NOTHING;
        boolean isPassed = false;
        for (Origin.Path path : joined.paths()) {
            Tensors one = new Tensors(path.dtypes(), path.origin());
            Value passed = of(one, helper, arguments);
            isPassed |= passed != one;
            all = Value.join(all, passed);
        }
        return isPassed ? all : result;
    }

    private static @Nullable Tensors passed(Origin origin, Signature helper, List<Calls.Argument> arguments) {
        if (origin instanceof Origin.OfArgument told) {
            return passed(told.argument(), helper, arguments);
        }
        if (!(origin instanceof Origin.OfUnknown unknown) || unknown.declaration() == null) {
            return null;
        }
        for (int i = 0; i < arguments.size() && helper.takes(i); i++) {
            if (helper.parameter(i).element().equals(unknown.declaration())) {
                Value value = arguments.get(i).value();
                return value instanceof OfDtype dtype ? new Tensors(dtype.dtypes(), dtype.origin()) : Value.read(value);
            }
        }
        return null;
    }
}
