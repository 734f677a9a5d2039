package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Operands that have to have one dtype.
 *
 * @param dtypes the dtype that they have
 * @param origin why
 * @param reads the variables from whose autocast copies they come
 * @param isLoss whether one of them is a loss
 */
record Agreement(Dtypes dtypes, Origin origin, Set<Element> reads, boolean isLoss) {
    /** What disagrees can be mended in more than one way: nothing is known of what comes after it. */
    static final Agreement MISTAKEN = new Agreement(Dtypes.UNKNOWN, new Origin.OfMistake(), Set.of(), false);

    /** The agreement of those that are to agree in a call; null where there are none. */
    static @Nullable Agreement of(Tree call, List<Operand> operands) {
        Agreement agreement = null;
        for (Operand operand : operands) {
            Tensors read = operand.read();
            if (operand.same() && read != null) {
                agreement = agreement == null
                        ? new Agreement(
                                read.dtypes(),
                                read.origin(),
                                read.trace().reads(),
                                read.trace().isLoss())
                        : agreement.with(read, call);
            }
        }
        return agreement;
    }

    private Agreement with(Tensors next, Tree call) {
        if (origin instanceof Origin.OfMistake
                || next.origin() instanceof Origin.OfMistake
                || !agreesEverywhere(next)) {
            return MISTAKEN;
        }
        Dtypes met = dtypes.meet(next.dtypes());
        Set<Element> all = reads;
        if (!reads.containsAll(next.trace().reads())) {
            all = new HashSet<>(reads);
            all.addAll(next.trace().reads());
        }
        return new Agreement(
                met, origin(met, next, call), all, isLoss || next.trace().isLoss());
    }

    private boolean agreesEverywhere(Tensors next) {
        Tensors all = new Tensors(dtypes, origin);
        for (int world = 0; world < Dtypes.WORLDS; world++) {
            if (!Value.agree(all, next, world)) {
                return false;
            }
        }
        return true;
    }

    private Origin origin(Dtypes met, Tensors next, Tree call) {
        if (origin.equals(next.origin()) || met.bits() == dtypes.bits() && !dtypes.isUnknown(0)) {
            return origin;
        } else if (met.bits() == next.dtypes().bits() && !next.dtypes().isUnknown(0)) {
            return next.origin();
        }
        return new Origin.OfUnknown(null, call);
    }
}
