package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the generator takes a dtype to be, so that most programs are right. Nothing is judged by it: it may be wrong.
 *
 * @param name what tells it from others
 * @param may the dtypes that are possible
 */
record Belief(String name, Set<Dtype> may) {
    private static final Set<Dtype> FLOATING = EnumSet.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64);

    static Belief of(Dtype dtype) {
        return new Belief(dtype.name(), EnumSet.of(dtype));
    }

    static Belief floating(String name) {
        return new Belief(name, FLOATING);
    }

    static Belief any(String name) {
        return new Belief(name, EnumSet.allOf(Dtype.class));
    }

    boolean fits(Set<Dtype> allowed) {
        return allowed.containsAll(may);
    }

    boolean isFloating() {
        return FLOATING.containsAll(may);
    }

    boolean isKnown() {
        return may.size() == 1;
    }
}
