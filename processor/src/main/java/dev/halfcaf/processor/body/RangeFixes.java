package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Members;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.Value.Constant;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Code for numbers that leave a dtype's range. What is computed in float32 and cast back at once has left it again: the
 * code is one that gets around that, or the cast back stands behind what needs float32.
 */
final class RangeFixes {
    private static final String BACK = "cast back only behind what needs it (a division, a square root)";

    /** Ops whose results are of ordinary size, or smaller than what they are given. */
    private static final Set<String> SHRINKING =
            Set.of("clip", "div", "log", "logSoftmax", "mean", "mul", "sigmoid", "softmax", "sqrt", "tanh");

    private final Source source;
    private final SourceText text;
    private final Fixes fixes;

    RangeFixes(Source source, SourceText text, Fixes fixes) {
        this.source = source;
        this.text = text;
        this.fixes = fixes;
    }

    /** For a constant that becomes 0: one that the dtype has, of its size or larger. */
    List<Fix> underflow(Fact.Call call, int world, Dtype dtype, ExpressionTree tree, Constant constant) {
        if (isFarFromResult(call, dtype, constant)) {
            return List.of(inFloat32(call));
        }
        String own = scales(call) ? null : dtypeOf(call, world);
        if (own == null) {
            return List.of(wide(call));
        }
        String smallest = own + ".smallestNormal()";
        String survives = constant.number() > 0
                ? "Math.max(" + text.of(tree) + ", " + smallest + ")"
                : "Math.min(" + text.of(tree) + ", -" + smallest + ")";
        return List.of(Fix.of(survives, tree), Fix.advice("compute it in float32, and " + BACK + "."));
    }

    /** For a constant that becomes infinite. */
    List<Fix> overflow(Fact.Call call, int world, Dtype dtype, ExpressionTree tree, Constant constant) {
        boolean isPositive = constant.number() > 0;
        Fix selected = masked(call, isPositive);
        if (selected != null) {
            return List.of(selected);
        } else if (isFarFromResult(call, dtype, constant) && (isPositive || !isTensorOp(call, "mul"))) {
            return List.of(inFloat32(call));
        }
        boolean isComputedWith = call.operands().get(0).read() != null;
        if (isPositive && isComputedWith) {
            return List.of(wide(call));
        }
        List<Fix> all = new ArrayList<>();
        // Mostly a mask: the most negative number stays one when it is multiplied with 0.
        String own = dtypeOf(call, world);
        if (own != null) {
            all.add(Fix.of(own + (isPositive ? ".max()" : ".lowest()"), tree));
        }
        if (!isComputedWith) {
            // What fills a tensor may be an infinity; what is computed with may not: 0 times it is NaN.
            all.add(Fix.of(isPositive ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY", tree));
        }
        return all.isEmpty() ? List.of(wide(call)) : all;
    }

    /**
     * A mask of 0 and 1 times a large number, added to scores: the scores, and the lowest number where the mask is 1. Null
     * where it is not that, or what it is added to has no name.
     */
    private @Nullable Fix masked(Fact.Call call, boolean isPositive) {
        Operand mask = call.operands().get(0);
        if (!isTensorOp(call, "mul")
                || mask.tree() == null
                || mask.read() == null
                || !isOfBool(mask.read())
                || !(call.site().tree() instanceof MethodInvocationTree product)) {
            return null;
        }
        Tree around = parent(product);
        ExpressionTree scores = null;
        MethodInvocationTree sum = null;
        if (around instanceof MethodInvocationTree outer
                && outer.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals(isPositive ? "sub" : "add")) {
            scores = select.getExpression();
            sum = outer;
        } else if (!isPositive
                && around instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("add")
                && parent(select) instanceof MethodInvocationTree outer) {
            scores = outer.getArguments().get(0);
            sum = outer;
        }
        if (!(scores instanceof IdentifierTree name) || !fixes.isTensor(name)) {
            return null;
        }
        String own = text.of(name);
        String lowest =
                fixes.tensorClass() + ".full(" + own + ".shape(), " + own + ".dtype().lowest(), " + own + ".dtype())";
        return Fix.of(
                fixes.tensorClass() + ".where(" + condition(mask.tree(), mask.read()) + ", " + lowest + ", " + own
                        + ")",
                sum);
    }

    private static boolean isOfBool(Tensors mask) {
        Tensors before = mask.trace().before();
        return before != null && before.dtypes().isKnown(0) && before.dtypes().known(0) == Dtype.BOOL;
    }

    /** The bool that a mask was, where that is written here; else the bool that it can be made again. */
    private String condition(ExpressionTree mask, Tensors read) {
        return read.trace().cast() == mask
                        && mask instanceof MethodInvocationTree cast
                        && cast.getMethodSelect() instanceof MemberSelectTree select
                ? text.of(select.getExpression())
                : fixes.tensor(mask) + ".ne(0)";
    }

    /** For an op that leaves the range, or whose constant does: done in float32, with the cast back where it holds. */
    Fix wide(Fact.Call call) {
        if (!(call.site().tree() instanceof MethodInvocationTree tree) || receiver(call) == null) {
            return Fix.advice("compute it in float32, and " + BACK + ".");
        }
        Operand left = call.operands().get(0);
        MethodInvocationTree last = backInRange(tree);
        String code = inFloat32(tree, receiver(call), call);
        if (isNoFloat(call.result()) || isCastNext(tree)) {
            return Fix.of(code, tree);
        } else if (last != tree) {
            return Fix.of(code + text.after(tree, last) + ".cast(" + fixes.dtypeOf(left, call.site(), 0) + ")", last);
        }
        return new Fix(code + ", and " + BACK, code, tree);
    }

    /** An op done in float32, and its result cast back, where that is in range again. */
    Fix inFloat32(Fact.Call call) {
        ExpressionTree receiver = receiver(call);
        if (!(call.site().tree() instanceof MethodInvocationTree tree) || receiver == null) {
            return Fix.advice("compute it in float32.");
        }
        Operand left = call.operands().get(0);
        String code = inFloat32(tree, receiver, call);
        // A comparison gives bool, whatever it compares; of integers, a float32 stays one.
        return Fix.of(
                isNoFloat(call.result()) || isNoFloat(left.read())
                        ? code
                        : code + ".cast(" + fixes.dtypeOf(left, call.site(), 0) + ")",
                tree);
    }

    /** The call on its receiver in float32, or wider where the class may be. */
    private String inFloat32(MethodInvocationTree call, ExpressionTree receiver, Fact.Call fact) {
        Operand left = fact.operands().get(0);
        Fact.Site site = fact.site();
        String back = fixes.dtypeOf(left, site, 0);
        boolean isFixed = isNoFloat(left.read())
                || site.worlds().named()
                || site.worlds().policies().isEmpty()
                || back.contains("Dtype.");
        String wide = isFixed ? fixes.dtype(Dtype.FLOAT32) : back + ".atLeastFloat32()";
        return fixes.cast(receiver, wide) + text.after(receiver, call);
    }

    private static boolean isNoFloat(@Nullable Object value) {
        return value == null
                || value instanceof Tensors tensors
                        && tensors.dtypes().all(0).stream().noneMatch(Dtype::isFloating);
    }

    /** What the method is called on; null where there is nothing that can be cast. */
    private static @Nullable ExpressionTree receiver(Fact.Call call) {
        ExpressionTree tree = call.operands().get(0).tree();
        return call.site().tree() instanceof MethodInvocationTree invocation
                        && tree != null
                        && invocation.getMethodSelect() instanceof MemberSelectTree select
                        && select.getExpression() == tree
                ? tree
                : null;
    }

    /** Whether float32 and a cast back at once are enough: the result is bool, or can be of ordinary size. */
    private static boolean isFarFromResult(Fact.Call call, Dtype dtype, Constant constant) {
        double size = Math.abs(constant.number());
        if (isNoFloat(call.result())) {
            return call.operands().get(0).read() != null;
        } else if (isTensorOp(call, "mul")) {
            return size * dtype.smallestNormal() <= dtype.max() && size * dtype.max() >= dtype.smallestNormal();
        }
        return isTensorOp(call, "div")
                && dtype.smallestNormal() / size <= dtype.max()
                && dtype.max() / size >= dtype.smallestNormal();
    }

    private static boolean scales(Fact.Call call) {
        return isTensorOp(call, "mul") || isTensorOp(call, "div");
    }

    /** The fixes go by names of ops, which the judgements do not. */
    static boolean isTensorOp(Fact.Call call, String name) {
        return call.method().getSimpleName().contentEquals(name)
                && Members.owner(call.method()).getQualifiedName().contentEquals("dev.halfcaf.Tensor");
    }

    /** Code for the dtype that a call's constants are rounded to; null if there is no short way to it. */
    private @Nullable String dtypeOf(Fact.Call call, int world) {
        Operand left = call.operands().get(0);
        if (left.read() != null && left.tree() != null) {
            return fixes.dtypeOf(left, call.site(), world);
        }
        List<? extends VariableElement> parameters = call.method().getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (Fixes.declaresResultDtype(parameters.get(i))
                    && call.site().tree() instanceof MethodInvocationTree tree) {
                return text.of(tree.getArguments().get(i));
            }
        }
        return null;
    }

    /**
     * The last of the ops that are called on a result in a row, each with nothing but numbers, if one of them brings it into
     * range again; else the first.
     */
    private MethodInvocationTree backInRange(MethodInvocationTree first) {
        MethodInvocationTree last = first;
        boolean isInRange = false;
        MethodInvocationTree next = next(last);
        while (next != null && keepsDtype(next)) {
            isInRange |= next.getMethodSelect() instanceof MemberSelectTree select
                    && SHRINKING.contains(select.getIdentifier().toString());
            last = next;
            next = next(last);
        }
        return isInRange ? last : first;
    }

    private boolean isCastNext(MethodInvocationTree call) {
        MethodInvocationTree next = next(call);
        return next != null
                && next.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("cast");
    }

    private @Nullable MethodInvocationTree next(MethodInvocationTree call) {
        return parent(call) instanceof MemberSelectTree select
                        && parent(select) instanceof MethodInvocationTree next
                        && next.getMethodSelect() == select
                ? next
                : null;
    }

    private boolean keepsDtype(MethodInvocationTree call) {
        return source.element(call) instanceof ExecutableElement method
                && Fixes.declares(method, "SameDtype")
                && fixes.isTensor(call)
                && call.getArguments().stream().allMatch(argument -> isNumbers(source.type(argument)));
    }

    private static boolean isNumbers(@Nullable TypeMirror type) {
        return type != null
                && (type.getKind().isPrimitive()
                        || type instanceof ArrayType array
                                && array.getComponentType().getKind().isPrimitive()
                        || type.toString().equals("dev.halfcaf.Shape"));
    }

    private @Nullable Tree parent(Tree tree) {
        TreePath path = source.trees().getPath(source.unit(), tree);
        return path == null || path.getParentPath() == null
                ? null
                : path.getParentPath().getLeaf();
    }
}
