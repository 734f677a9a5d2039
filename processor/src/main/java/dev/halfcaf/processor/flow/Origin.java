package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Why a value has its dtype. Values whose dtype nobody knows are the same one where their origins are equal. */
public sealed interface Origin {
    /**
     * One of the dtypes of a policy.
     *
     * @param subject what has that dtype: a parameter, a field, a method; null where it is plain from the expression
     * @param owner the layer class whose policy it is
     */
    record OfPolicy(
            Part part, @Nullable Element subject, @Nullable TypeElement owner, PolicySite site) implements Origin {
        /** Which of a policy's dtypes. */
        public enum Part {
            COMPUTE,
            VARIABLE,
            OUTPUT;

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT) + " dtype";
            }
        }
    }

    /** A qualifier, or the rule for a declaration without one. */
    record OfDeclaration(Element declaration, String rule) implements Origin {}

    /** A method that always makes this dtype. */
    record OfResult(ExecutableElement method, Tree call) implements Origin {}

    /** The dtype that was passed to a call: a cast, or a factory. */
    record OfArgument(ExecutableElement method, Tree call, Origin argument) implements Origin {
        /** Whether it was made in this dtype, not cast to it. */
        public boolean isFactory() {
            return method.getModifiers().contains(Modifier.STATIC);
        }
    }

    /** A constant of {@link Dtype}. */
    record OfConstant(Dtype dtype, Tree tree) implements Origin {}

    /** A guard, such as {@code if (x.dtype() == Dtype.FLOAT16)}. */
    record OfGuard(Tree condition, Origin before) implements Origin {}

    /** Paths that joined. */
    record OfPaths(List<Path> paths) implements Origin {
        public OfPaths {
            paths = List.copyOf(paths);
        }
    }

    /** What one path brought. */
    record Path(Dtypes dtypes, Origin origin) {}

    /** Nobody knows: what is declared here, or made here, has no qualifier. */
    record OfUnknown(
            @Nullable Element declaration, @Nullable Tree tree) implements Origin {}

    /** What a function will be given; nobody knows yet. */
    record OfParameter(Tree function, int index) implements Origin {}

    /** A mistake that is reported already. */
    record OfMistake() implements Origin {}

    /** Where a policy was given: a class's own, or that of a child layer. */
    sealed interface PolicySite {
        /** The annotation of the layer class, and the policy that it names; null if it names none. */
        record OwnClass(@Nullable String policy) implements PolicySite {}

        /** A constructor argument, or a field's annotation, in the owner of a child layer. */
        record Given(String policy, String where, Tree tree) implements PolicySite {}
    }

    /** The origin where paths meet; one that says the same twice stays one. */
    static Origin join(Dtypes a, Origin first, Dtypes b, Origin second) {
        if (first.equals(second) || b.bits() == a.bits() || b.worlds() == 0) {
            return first;
        } else if (a.worlds() == 0) {
            return second;
        }
        // A few are enough for a message, and keep loops from growing it.
        List<Path> paths = new java.util.ArrayList<>(paths(a, first));
        for (Path path : paths(b, second)) {
            if (paths.size() < 4
                    && paths.stream().noneMatch(known -> known.origin().equals(path.origin()))) {
                paths.add(path);
            }
        }
        return new OfPaths(paths);
    }

    private static List<Path> paths(Dtypes dtypes, Origin origin) {
        return origin instanceof OfPaths joined ? joined.paths() : List.of(new Path(dtypes, origin));
    }
}
