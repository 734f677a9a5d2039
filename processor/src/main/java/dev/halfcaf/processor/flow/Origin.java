package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
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

    /**
     * Paths that joined.
     *
     * @param joint where they did; what joined there in the same way is of the same path at any time
     */
    record OfPaths(List<Path> paths, Joint joint) implements Origin {
        public OfPaths {
            paths = List.copyOf(paths);
        }
    }

    /**
     * A place where paths joined, once.
     *
     * @param where what tells it from others
     * @param first where the first of the paths had joined before; null if it had not
     * @param second the same of the other
     */
    record Joint(
            Object where, @Nullable Joint first, @Nullable Joint second) {}

    /**
     * One of several tensors that nobody tells apart: what a collection holds, or what a variable had in an earlier round of
     * a loop.
     *
     * @param taken where it was taken; the next one from the same collection is another
     */
    record OfElement(Object taken, Origin holder) implements Origin {
        /** Why all of them have their dtype. */
        public Origin all() {
            return holder instanceof OfElement element ? element.all() : holder;
        }
    }

    /** What a collection held before other code, which may have put something else into it, had it in hand. */
    record OfEscaped(Origin before) implements Origin {}

    /** What one path brought. */
    record Path(Dtypes dtypes, Origin origin) {
        /** A few are enough for a message, and keep loops from growing it. */
        private static final int MOST = 8;
    }

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
    static Origin join(Dtypes a, Origin first, Dtypes b, Origin second, Object where) {
        boolean isSettled = a.bits() == b.bits() && (a.isKnown() || first.isOf(where));
        if (first.equals(second) || isSettled || b.worlds() == 0) {
            return first;
        } else if (a.worlds() == 0) {
            return second;
        }
        List<Path> paths = new ArrayList<>(paths(a, first));
        paths.addAll(paths(b, second));
        return paths.size() <= Path.MOST
                ? new OfPaths(paths, new Joint(where, joint(first), joint(second)))
                : new OfPaths(paths.subList(0, Path.MOST), new Joint(new Object(), null, null));
    }

    private static @Nullable Joint joint(Origin origin) {
        return origin instanceof OfElement element
                ? new Joint(element.taken(), joint(element.holder()), null)
                : origin instanceof OfPaths joined ? joined.joint() : null;
    }

    /** Whether it was made by joining paths here, or by going around a loop. */
    private boolean isOf(Object where) {
        return this instanceof OfPaths joined && joined.joint().where() == where
                || this instanceof OfElement element && element.taken() == where;
    }

    /** Why it has this dtype, whatever was cast to it or made in it. */
    default Origin root() {
        return this instanceof OfArgument told ? told.argument().root() : this;
    }

    /** Whether two values of which nobody knows the dtype have the same one. */
    public static boolean areSame(Origin first, Origin second) {
        Origin one = first.root();
        boolean tells = !(one instanceof OfUnknown unknown
                && unknown.declaration() != null
                && (unknown.declaration().getKind() == ElementKind.RECORD_COMPONENT
                        || unknown.declaration().getKind() == ElementKind.FIELD));
        return tells && one.equals(second.root());
    }

    /** Whether two values that have several dtypes, each its own on each path, have the same one on every path. */
    static boolean areOfSamePath(Origin first, Origin second) {
        Origin one = first.root();
        Origin other = second.root();
        if (one instanceof OfPaths a && other instanceof OfPaths b && a.joint().equals(b.joint())) {
            return a.paths().stream()
                    .map(path -> path.dtypes().bits())
                    .toList()
                    .equals(b.paths().stream().map(path -> path.dtypes().bits()).toList());
        }
        return one.equals(other);
    }

    private static List<Path> paths(Dtypes dtypes, Origin origin) {
        Origin all = origin instanceof OfElement element ? element.all() : origin;
        return all instanceof OfPaths joined ? joined.paths() : List.of(new Path(dtypes, origin));
    }
}
