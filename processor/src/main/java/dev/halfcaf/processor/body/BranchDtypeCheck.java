package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A value that has one dtype on one path and another on another, where one is needed. */
final class BranchDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            Clash clash = Clash.in(call);
            if (clash != null && Judgement.of(clash, call) == Judgement.BRANCH) {
                findings.accept(call(call, clash, words));
            }
        }
    }

    private static Finding call(Fact.Call call, Clash clash, Words words) {
        Operand split = clash.split();
        int world = clash.world();
        Operand other = clash.first() == null ? null : split == clash.first() ? clash.second() : clash.first();
        List<String> reasons = new ArrayList<>(words.because(call.site(), world, split));
        Dtypes needed;
        if (other == null) {
            needed = split.required();
        } else {
            needed = Clash.dtypes(other);
            reasons.addAll(words.because(call.site(), world, other));
        }
        return Finding.of(
                Code.BRANCH_DTYPE,
                Judgement.at(call, split),
                call.site(),
                Clash.op(call) + ": " + Words.be(Clash.name(split, call))
                        + Words.dtype(Clash.dtypes(split), world) + ", depending on the path"
                        + Words.under(call.site(), world, Clash.dtypes(split), needed),
                reasons,
                Judgement.casts(
                        split,
                        needed,
                        world,
                        other != null && needed.isKnown(world)
                                ? words.fixes().dtypeOf(other, call.site(), world)
                                : words.fixes()
                                        .nearest(
                                                needed,
                                                !split.qualifiers().dtypes().isEmpty(),
                                                call.site(),
                                                world),
                        words));
    }

    /** A return of a value whose paths disagree. */
    static Finding returned(Fact.Return fact, Value.Tensors given, Dtypes declared, int world, Words words) {
        return Finding.of(
                Code.BRANCH_DTYPE,
                fact.expression(),
                fact.site(),
                fact.method().getSimpleName() + ": the result is " + Words.dtype(given.dtypes(), world)
                        + ", depending on the path" + Words.under(fact.site(), world, given.dtypes(), declared),
                words.because(fact.site(), world, fact.expression(), "the result", given),
                List.of(Fix.of(
                        words.fixes()
                                .cast(fact.expression(), words.fixes().nearest(declared, false, fact.site(), world)),
                        fact.expression())));
    }
}
