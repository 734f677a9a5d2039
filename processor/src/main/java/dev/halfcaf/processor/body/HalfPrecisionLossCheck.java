package dev.halfcaf.processor.body;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;

/** A loss in half precision: computed so, cast so, or returned so. */
final class HalfPrecisionLossCheck implements BodyCheck {
    private static final String WHY = ", too coarse for a loss";

    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            if (Clash.in(call) instanceof Clash.Declared clash && Judgement.of(clash, call) == Judgement.LOSS) {
                computed(call, clash, words, findings);
            } else if (call.result() instanceof Tensors result && result.trace().isLoss()) {
                cast(call, result, words, findings);
            }
        } else if (fact instanceof Fact.Return returned && returned.isLoss()) {
            returned(returned, words, findings);
        }
    }

    private static void computed(Fact.Call call, Clash.Declared clash, Words words, Consumer<Finding> findings) {
        Operand operand = clash.operand();
        Tensors read = operand.read();
        if (read != null && read.trace().isLoss() && read.trace().cast() != null) {
            // The cast is reported.
            return;
        }
        findings.accept(Finding.of(
                Code.HALF_PRECISION_LOSS,
                Judgement.at(call, operand),
                call.site(),
                Clash.op(call) + ": " + Words.be(Clash.name(operand, call))
                        + Words.dtype(clash.given(), clash.world()) + WHY
                        + Words.under(call.site(), clash.world(), clash.given()),
                words.because(call.site(), clash.world(), operand),
                Judgement.casts(
                        operand, clash.required(), clash.world(), words.fixes().dtype(Dtype.FLOAT32), words)));
    }

    private static void cast(Fact.Call call, Tensors result, Words words, Consumer<Finding> findings) {
        Tensors before = result.trace().before();
        for (int world = 0; before != null && world < call.site().worlds().size(); world++) {
            if (call.site().isLive(world)
                    && call.site().tree() == result.trace().cast()
                    && result.dtypes().isKnown(world)
                    && Judgement.isHalf(result.dtypes(), world)
                    && !Judgement.isHalf(before.dtypes(), world)
                    && call.site().tree() instanceof MethodInvocationTree tree
                    && tree.getMethodSelect() instanceof MemberSelectTree select) {
                findings.accept(Finding.of(
                        Code.HALF_PRECISION_LOSS,
                        tree,
                        call.site(),
                        Clash.op(call) + ": the loss becomes " + Words.dtype(result.dtypes(), world) + WHY
                                + Words.under(call.site(), world, result.dtypes()),
                        words.because(call.site(), world, select.getExpression(), "the loss", before),
                        List.of(Fix.of(words.text().of(select.getExpression()), tree))));
                return;
            }
        }
    }

    private static void returned(Fact.Return fact, Words words, Consumer<Finding> findings) {
        Tensors given = Value.read(fact.value());
        if (given == null || given.trace().isLoss() && given.trace().cast() != null) {
            return;
        }
        for (int world = 0; world < fact.site().worlds().size(); world++) {
            if (fact.site().isLive(world)
                    && !given.dtypes().isNone(world)
                    && !given.dtypes().isOpen(world)
                    && Judgement.isHalf(given.dtypes(), world)) {
                findings.accept(Finding.of(
                        Code.HALF_PRECISION_LOSS,
                        fact.expression(),
                        fact.site(),
                        fact.method().getSimpleName() + ": the result is " + Words.dtype(given.dtypes(), world) + WHY
                                + Words.under(fact.site(), world, given.dtypes()),
                        words.because(fact.site(), world, fact.expression(), "the result", given),
                        List.of(Fix.advice("compute the loss in float32, from what loss is given."))));
                return;
            }
        }
    }
}
