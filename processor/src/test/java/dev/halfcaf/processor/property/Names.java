package dev.halfcaf.processor.property;

import dev.halfcaf.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** What can be named at a point of a body. */
final class Names {
    /**
     * A tensor, or what can be passed as one.
     *
     * @param text the expression
     * @param isTensor whether methods of a tensor can be called on it
     * @param isVariable whether it can be assigned to
     */
    record Name(String text, Belief belief, Shape shape, boolean isTensor, boolean isVariable) {
        static Name of(String text, Belief belief, Shape shape) {
            return new Name(text, belief, shape, true, false);
        }

        static Name variable(String text, Belief belief, Shape shape) {
            return new Name(text, belief, shape, true, true);
        }

        Name as(Belief other) {
            return new Name(text, other, shape, isTensor, isVariable);
        }
    }

    /** An expression for a {@code Dtype}. */
    record DtypeName(String text, Belief belief) {}

    private final List<Name> tensors = new ArrayList<>();
    private final List<DtypeName> dtypes = new ArrayList<>();
    private final SplittableRandom random;

    Names(SplittableRandom random) {
        this.random = random;
    }

    /** These names, for a body inside of which more are known. */
    Names copy() {
        Names copy = new Names(random);
        copy.tensors.addAll(tensors);
        copy.dtypes.addAll(dtypes);
        return copy;
    }

    void add(Name name) {
        tensors.add(name);
    }

    void add(DtypeName name) {
        dtypes.add(name);
    }

    List<Name> tensors() {
        return tensors;
    }

    List<DtypeName> dtypes() {
        return dtypes;
    }

    /** Newer ones are taken more often. */
    Name pick(Predicate<Name> fits) {
        List<Name> all = tensors.stream().filter(fits).toList();
        if (all.isEmpty()) {
            return null;
        }
        int last = all.size() - 1;
        return all.get(last - Math.min(random.nextInt(all.size()), random.nextInt(all.size())));
    }

    /** From here on, what is called so has another dtype. */
    void set(Name name, Belief belief) {
        tensors.replaceAll(one -> one.text().equals(name.text()) ? one.as(belief) : one);
        dtypes.removeIf(one -> one.text().equals(name.text() + ".dtype()"));
    }

    /** What is left when paths meet, of which the other one knew these. */
    void join(Names other) {
        tensors.removeIf(one -> other.find(one) == null);
        tensors.replaceAll(
                one -> one.belief().equals(other.find(one).belief()) ? one : one.as(Belief.any("split " + one.text())));
    }

    private Name find(Name name) {
        return tensors.stream()
                .filter(one -> one.text().equals(name.text()))
                .findFirst()
                .orElse(null);
    }
}
