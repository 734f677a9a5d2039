package dev.halfcaf.processor.flow;

import dev.halfcaf.Dtype;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The qualifiers on a declaration. */
public record Qualifiers(Set<Qualifier> all) {
    /** A declaration without any. */
    public static final Qualifiers NONE = new Qualifiers(Set.of());

    private static final String PACKAGE = "dev.halfcaf.qualifier.";
    private static final String NO_CAST = "dev.halfcaf.NoCast";

    /** The qualifiers, by the names of their annotations. */
    public enum Qualifier {
        FLOAT16("Float16", Dtype.FLOAT16),
        BFLOAT16("BFloat16", Dtype.BFLOAT16),
        FLOAT32("Float32", Dtype.FLOAT32),
        FLOAT64("Float64", Dtype.FLOAT64),
        INT32("Int32", Dtype.INT32),
        INT64("Int64", Dtype.INT64),
        BOOL("Bool", Dtype.BOOL),
        FLOATING("Floating", Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64),
        INTEGRAL("Integral", Dtype.INT32, Dtype.INT64),
        FULL_PRECISION("FullPrecision", Dtype.FLOAT32, Dtype.FLOAT64),
        NUMERIC("Numeric", Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64, Dtype.INT32, Dtype.INT64),
        COMPUTE_DTYPE("ComputeDtype"),
        VARIABLE_DTYPE("VariableDtype"),
        SAME_DTYPE("SameDtype"),
        RESULT_DTYPE("ResultDtype"),
        SENSITIVE("Sensitive"),
        POLICY_NAME("PolicyName"),
        NO_CAST("NoCast");

        private final String annotation;
        private final List<Dtype> dtypes;

        Qualifier(String annotation, Dtype... dtypes) {
            this.annotation = annotation;
            this.dtypes = List.of(dtypes);
        }

        /** As it is written: {@code @Float16}. */
        @Override
        public String toString() {
            return "@" + annotation;
        }
    }

    /** Those of a declaration. */
    static Qualifiers of(Element declaration) {
        List<? extends AnnotationMirror> mirrors = declaration.getAnnotationMirrors();
        if (mirrors.isEmpty()) {
            return NONE;
        }
        EnumSet<Qualifier> found = EnumSet.noneOf(Qualifier.class);
        for (AnnotationMirror mirror : mirrors) {
            Qualifier qualifier = read(mirror);
            if (qualifier != null) {
                found.add(qualifier);
            }
        }
        return found.isEmpty() ? NONE : new Qualifiers(found);
    }

    private static @Nullable Qualifier read(AnnotationMirror mirror) {
        if (!(mirror.getAnnotationType().asElement() instanceof TypeElement type)) {
            return null;
        }
        String name = type.getQualifiedName().toString();
        if (name.equals(NO_CAST)) {
            return Qualifier.NO_CAST;
        } else if (!name.startsWith(PACKAGE)) {
            return null;
        }
        String simple = name.substring(PACKAGE.length());
        return Arrays.stream(Qualifier.values())
                .filter(one -> one.annotation.equals(simple))
                .findFirst()
                .orElse(null);
    }

    /** Whether this one is among them. */
    public boolean has(Qualifier qualifier) {
        return all.contains(qualifier);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Qualifiers and(Qualifiers other) {
        if (other.isEmpty()) {
            return this;
        }
        EnumSet<Qualifier> both = EnumSet.copyOf(other.all);
        both.addAll(all);
        return new Qualifiers(both);
    }

    /** The dtypes that they allow by themselves; empty where they say nothing. */
    public Set<Dtype> dtypes() {
        EnumSet<Dtype> allowed = EnumSet.allOf(Dtype.class);
        boolean said = false;
        for (Qualifier qualifier : all) {
            if (!qualifier.dtypes.isEmpty()) {
                allowed.retainAll(qualifier.dtypes);
                said = true;
            }
        }
        return said ? allowed : EnumSet.noneOf(Dtype.class);
    }

    /** Whether they say which dtype it is, or which it may be, without looking at operands. */
    boolean sayDtype() {
        return has(Qualifier.COMPUTE_DTYPE) || has(Qualifier.VARIABLE_DTYPE) || !dtypes().isEmpty();
    }

    /**
     * What they say of a dtype; null where that is nothing.
     *
     * @param compute what the compute dtype is here; null where that is not asked
     * @param variable what the variable dtype is here; null where that is not asked
     */
    @Nullable
    Dtypes dtypes(@Nullable Dtypes compute, @Nullable Dtypes variable) {
        if (has(Qualifier.COMPUTE_DTYPE)) {
            return compute;
        } else if (has(Qualifier.VARIABLE_DTYPE)) {
            return variable;
        }
        Set<Dtype> allowed = dtypes();
        return allowed.isEmpty()
                ? null
                : allowed.size() == 1 ? Dtypes.of(allowed.iterator().next()) : Dtypes.oneOf(allowed);
    }

    /** What a method says of its receiver, where another qualifier tells the result; null where that is nothing. */
    @Nullable
    Dtypes ofReceiver() {
        return has(Qualifier.NUMERIC) ? Dtypes.oneOf(Qualifier.NUMERIC.dtypes) : null;
    }

    /** Those that say which dtype it is, as they are written. */
    public String text() {
        return all.stream()
                .filter(one ->
                        !one.dtypes.isEmpty() || one == Qualifier.COMPUTE_DTYPE || one == Qualifier.VARIABLE_DTYPE)
                .map(Qualifier::toString)
                .collect(Collectors.joining(" "));
    }
}
