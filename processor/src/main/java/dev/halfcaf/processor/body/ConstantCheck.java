package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Constant;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Constants that a dtype cannot hold: they become infinite, or 0, or another whole number. */
final class ConstantCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            for (Operand operand : call.operands()) {
                if (operand.same() && operand.value() instanceof Constant constant && operand.tree() != null) {
                    check(call, operand.tree(), constant, words, findings);
                }
            }
        }
    }

    /** Of what is clipped, a bound beyond the range lets all floating numbers through. */
    private static boolean isOpenBound(Fact.Call call, ExpressionTree tree, Constant constant) {
        return isClip(call)
                && call.operands().get(constant.number() < 0 ? 1 : 2).tree() == tree;
    }

    private static boolean isClip(Fact.Call call) {
        return RangeFixes.isTensorOp(call, "clip") && call.operands().size() == 3;
    }

    private static void check(
            Fact.Call call, ExpressionTree tree, Constant constant, Words words, Consumer<Finding> findings) {
        Fact.Site site = call.site();
        int first = -1;
        Code found = null;
        boolean everywhere = true;
        for (int world = 0; world < site.worlds().size(); world++) {
            if (!site.isLive(world)) {
                continue;
            }
            Code code =
                    call.agreed().isKnown(world) ? judge(constant, call.agreed().known(world)) : null;
            if (code == Code.CONSTANT_OVERFLOW
                    && call.agreed().known(world).isFloating()
                    && isOpenBound(call, tree, constant)) {
                code = null;
            }
            everywhere &= code != null;
            if (code != null && (found == null || found.severity().compareTo(code.severity()) > 0)) {
                found = code;
                first = world;
            }
        }
        if (found != null) {
            Dtype dtype = call.agreed().known(first);
            findings.accept(finding(call, found, first, dtype, tree, constant, words)
                    .as(
                            everywhere && !(found == Code.CONSTANT_OVERFLOW && isClip(call) && dtype.isFloating())
                                    ? found.severity()
                                    : Severity.WARNING));
        }
    }

    static @Nullable Code judge(Constant constant, Dtype dtype) {
        double value = constant.number();
        if (dtype.isIntegral()) {
            boolean isFraction = value != Math.rint(value) || Double.isInfinite(value);
            return isFraction
                    ? Code.DTYPE_MISMATCH
                    : value < dtype.lowest() || value > dtype.max() ? Code.CONSTANT_OVERFLOW : null;
        } else if (!dtype.isFloating() || Double.isInfinite(value) || Double.isNaN(value)) {
            return null;
        }
        double rounded = dtype.round(value);
        if (Double.isInfinite(rounded)) {
            return Code.CONSTANT_OVERFLOW;
        } else if (rounded == 0 && value != 0) {
            return Code.CONSTANT_UNDERFLOW;
        }
        return constant.whole() && rounded != value ? Code.CONSTANT_INEXACT : null;
    }

    private static Finding finding(
            Fact.Call call, Code code, int world, Dtype dtype, ExpressionTree tree, Constant constant, Words words) {
        String op = Clash.op(call) + ": ";
        String text = words.text().quoted(tree);
        String number = Numbers.text(constant);
        String named = text.equals(number) || text.matches("[-\\d.eEfFdDlL_]+") ? text : text + " (" + number + ")";
        Operand left = call.operands().get(0);
        List<String> reasons = new ArrayList<>();
        if (left.read() != null) {
            reasons.addAll(words.because(call.site(), world, left));
        } else if (call.result() instanceof Value.Tensors made
                && call.site().tree() instanceof ExpressionTree expression) {
            reasons.addAll(words.because(call.site(), world, expression, "the result", made));
        }
        String summary;
        List<Fix> fixes = new ArrayList<>();
        switch (code) {
            case CONSTANT_OVERFLOW -> {
                boolean isFloating = dtype.isFloating();
                summary = op
                        + named
                        + (isFloating
                                ? " is " + dtype.round(constant.number()) + " in " + dtype
                                : " is out of range of " + dtype);
                reasons.add(dtype + " holds numbers from " + Numbers.text(dtype.lowest()) + " to "
                        + Numbers.text(dtype.max()) + ".");
                if (isFloating) {
                    fixes.addAll(words.ranges().overflow(call, world, dtype, tree, constant));
                } else {
                    fixes.add(Fix.advice("cast the tensor to int64 before."));
                }
            }
            case CONSTANT_UNDERFLOW -> {
                summary = op + named + " is 0 in " + dtype;
                reasons.add("The smallest number above 0 in " + dtype + " is "
                        + Numbers.text(dtype.smallestSubnormal()) + ", with full precision "
                        + Numbers.text(dtype.smallestNormal()) + ".");
                fixes.addAll(words.ranges().underflow(call, world, dtype, tree, constant));
            }
            case CONSTANT_INEXACT -> {
                summary = op + named + " is " + Numbers.text(dtype.round(constant.number())) + " in " + dtype;
                reasons.add(dtype + " holds all whole numbers up to " + Numbers.text(2 / dtype.epsilon()) + " only.");
                fixes.add(words.ranges().inFloat32(call));
                fixes.add(Fix.of(Numbers.text(dtype.round(constant.number())) + ".0", tree));
            }
            default -> {
                summary = op + "left is " + dtype + ", right is the constant " + named;
                fixes.add(words.ranges().inFloat32(call));
            }
        }
        return Finding.of(
                code, tree, call.site(), summary + Words.under(call.site(), world, call.agreed()), reasons, fixes);
    }
}
