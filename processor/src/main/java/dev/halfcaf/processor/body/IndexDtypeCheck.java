package dev.halfcaf.processor.body;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Indices, ids and labels in a floating dtype, which rounds them. */
final class IndexDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.Call call)) {
            return;
        }
        if (!(Clash.in(call) instanceof Clash.Declared clash) || Judgement.of(clash, call) != Judgement.INDEX) {
            return;
        }
        Operand operand = clash.operand();
        int world = clash.world();
        List<String> reasons = new ArrayList<>(words.because(call.site(), world, operand));
        Dtype given = clash.given().all(world).get(0);
        if (given.isHalf()) {
            reasons.add(given + " holds whole numbers up to " + (given == Dtype.FLOAT16 ? 2048 : 256)
                    + "; larger ones are rounded to others.");
        }
        Fix declaration = words.fixes().integerParameter(operand);
        findings.accept(Finding.of(
                Code.INDEX_DTYPE,
                Judgement.at(call, operand),
                call.site(),
                Clash.op(call) + ": " + Words.be(Clash.name(operand, call))
                        + Words.dtype(clash.given(), world) + ", but must be "
                        + Words.required(clash.required(), world)
                        + Words.under(call.site(), world, clash.given()),
                reasons,
                declaration != null
                        ? List.of(declaration)
                        : Judgement.casts(
                                operand,
                                clash.required(),
                                world,
                                words.fixes()
                                        .nearest(
                                                clash.required(),
                                                !operand.qualifiers().dtypes().isEmpty(),
                                                call.site(),
                                                world),
                                words)));
    }
}
