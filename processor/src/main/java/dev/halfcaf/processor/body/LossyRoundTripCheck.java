package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Element;

/** Precision that is cast away, though what comes after is wide again. */
final class LossyRoundTripCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.Call call)) {
            return;
        }
        for (int world = 0; world < call.site().worlds().size(); world++) {
            if (call.site().isLive(world)
                    && (cast(call, world, words, findings) || stored(call, world, words, findings))) {
                return;
            }
        }
    }

    private static boolean cast(Fact.Call call, int world, Words words, Consumer<Finding> findings) {
        if (!(call.result() instanceof Tensors result)) {
            return false;
        }
        Tensors half = result.trace().before();
        if (half == null
                || result.trace().cast() != call.site().tree()
                || !(call.site().tree() instanceof MethodInvocationTree tree)
                || !(tree.getMethodSelect() instanceof MemberSelectTree select)) {
            return false;
        }
        Tensors whole = half.trace().before();
        Dtypes to = result.dtypes();
        Dtypes middle = half.dtypes();
        if (!to.isKnown(world) || !middle.isKnown(world)) {
            return false;
        }
        ExpressionTree receiver = select.getExpression();
        if (middle.known(world).isHalf() && to.known(world).isHalf() && to.known(world) != middle.known(world)) {
            findings.accept(finding(
                    call,
                    tree,
                    "from " + middle.known(world) + " to " + to.known(world)
                            + ": the one has less range, the other less precision",
                    world,
                    words.because(call.site(), world, receiver, "it", half),
                    List.of(Fix.advice("keep one half format, or go by float32 where the numbers are made.")),
                    middle,
                    to));
            return true;
        } else if (whole != null && narrows(whole.dtypes(), middle, world) && narrows(to, middle, world)) {
            List<String> reasons = new ArrayList<>(words.because(call.site(), world, receiver, "it", half));
            reasons.add("It was " + whole.dtypes().known(world) + " before that.");
            findings.accept(finding(
                    call,
                    tree,
                    "back to " + to.known(world) + " from " + middle.known(world) + ", which has rounded it",
                    world,
                    reasons,
                    List.of(Fix.advice("drop the cast to " + middle.known(world) + ".")),
                    middle,
                    to,
                    whole.dtypes()));
            return true;
        }
        Element read = half.trace().read();
        if (read != null && narrows(to, middle, world)) {
            findings.accept(finding(
                    call,
                    tree,
                    "back to " + to.known(world) + " from " + middle.known(world) + ", in which the variable was read",
                    world,
                    words.because(call.site(), world, receiver, "it", half),
                    List.of(Fix.of(words.fixes().fullPrecision(receiver), tree)),
                    middle,
                    to));
            return true;
        }
        return false;
    }

    private static boolean narrows(Dtypes wide, Dtypes narrow, int world) {
        return wide.isKnown(world)
                && wide.known(world).isFloating()
                && narrow.known(world).isFloating()
                && wide.known(world).bytes() > narrow.known(world).bytes();
    }

    /** A variable that is set to what was computed from its own half-precision copy. */
    private static boolean stored(Fact.Call call, int world, Words words, Consumer<Finding> findings) {
        Operand into = call.stored();
        if (into == null || !(call.receiver() instanceof Value.Policied variable) || into.tree() == null) {
            return false;
        }
        Element read = variable.compute().trace().read();
        Tensors given = into.read();
        if (read == null
                || given == null
                || !given.trace().reads().contains(read)
                || !given.dtypes().isKnown(world)
                || !variable.variable().dtypes().isKnown(world)
                || !narrows(variable.variable().dtypes(), given.dtypes(), world)) {
            return false;
        }
        Dtype kept = variable.variable().dtypes().known(world);
        List<String> reasons = new ArrayList<>(words.because(call.site(), world, into));
        reasons.add(read.getSimpleName() + " is kept in " + kept + "; what is added to a "
                + given.dtypes().known(world) + " copy of it is mostly rounded away.");
        findings.accept(Finding.of(
                Code.LOSSY_ROUND_TRIP,
                into.tree(),
                call.site(),
                Clash.op(call) + ": " + read.getSimpleName() + " goes through "
                        + given.dtypes().known(world) + " and back to " + kept
                        + Words.under(
                                call.site(),
                                world,
                                given.dtypes(),
                                variable.variable().dtypes()),
                reasons,
                List.of(Fix.advice("compute from " + read.getSimpleName() + ".value(), which is " + kept + "."))));
        return true;
    }

    private static Finding finding(
            Fact.Call call,
            MethodInvocationTree tree,
            String what,
            int world,
            List<String> reasons,
            List<Fix> fixes,
            Dtypes... involved) {
        return Finding.of(
                Code.LOSSY_ROUND_TRIP,
                tree,
                call.site(),
                Clash.op(call) + ": " + what + Words.under(call.site(), world, involved),
                reasons,
                fixes);
    }
}
