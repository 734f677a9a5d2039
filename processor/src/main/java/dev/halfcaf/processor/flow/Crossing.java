package dev.halfcaf.processor.flow;

import dev.halfcaf.processor.flow.Value.OfDtype;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;

/** Values that go from one class of a file to another, whose worlds may be others. */
final class Crossing {
    private Crossing() {}

    static Value of(Value value, Worlds from, Worlds to) {
        if (from.policies().equals(to.policies())) {
            return value;
        } else if (value instanceof Tensors tensors) {
            return tensors(tensors, from);
        } else if (value instanceof OfDtype dtype) {
            return new OfDtype(dtypes(dtype.dtypes(), from), dtype.origin());
        } else if (value instanceof Policied policied) {
            return new Policied(
                    tensors(policied.compute(), from),
                    tensors(policied.variable(), from),
                    tensors(policied.output(), from));
        } else if (value instanceof Value.Components
                || value instanceof Value.Function
                || value instanceof Value.Answer
                || value instanceof Value.Equal) {
            return Value.UNKNOWN;
        }
        return value;
    }

    private static Tensors tensors(Tensors tensors, Worlds from) {
        return new Tensors(
                dtypes(tensors.dtypes(), from),
                tensors.origin(),
                tensors.trace().makersOnly());
    }

    /** A dtype that is the same in all worlds is that in others, too. */
    private static Dtypes dtypes(Dtypes dtypes, Worlds from) {
        for (int world = 0; world < from.size(); world++) {
            if (!dtypes.isKnown(world) || dtypes.known(world) != dtypes.known(0)) {
                return Dtypes.UNKNOWN;
            }
        }
        return Dtypes.of(dtypes.known(0));
    }
}
