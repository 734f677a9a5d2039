package dev.halfcaf.processor.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Operands that have to have one dtype.
 *
 * @param dtypes the dtype that they have; where they disagree, nobody knows which
 * @param origin why
 * @param reads the variables from whose autocast copies they come
 */
record Agreement(Dtypes dtypes, Origin origin, Set<Element> reads) {
    /** The agreement of those that are to agree; null where there are none. */
    static @Nullable Agreement of(List<Operand> operands) {
        Agreement agreement = null;
        for (Operand operand : operands) {
            Value.Tensors read = operand.read();
            if (operand.same() && read != null) {
                agreement = agreement == null
                        ? new Agreement(
                                read.dtypes(), read.origin(), read.trace().reads())
                        : agreement.with(read);
            }
        }
        return agreement;
    }

    private Agreement with(Value.Tensors next) {
        Dtypes met = dtypes.meet(next.dtypes());
        Set<Element> all = reads;
        if (!reads.containsAll(next.trace().reads())) {
            all = new HashSet<>(reads);
            all.addAll(next.trace().reads());
        }
        return new Agreement(met, origin(met, next), all);
    }

    private Origin origin(Dtypes met, Value.Tensors next) {
        if (met.bits() == dtypes.bits()) {
            return origin;
        }
        return met.bits() == next.dtypes().bits() ? next.origin() : new Origin.OfMistake();
    }
}
