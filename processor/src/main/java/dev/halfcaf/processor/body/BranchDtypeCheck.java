package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;

/** A value that has one dtype on one path and another on another, where one is needed. */
final class BranchDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            Clash clash = Clash.in(call);
            if (clash == null || Judgement.of(clash, call) != Judgement.BRANCH) {
                return;
            } else if (clash instanceof Clash.Between between) {
                findings.accept(between(call, between, words));
            } else if (clash instanceof Clash.Declared declared) {
                findings.accept(declared(call, declared, words));
            }
        }
    }

    private static Finding between(Fact.Call call, Clash.Between clash, Words words) {
        Operand split = clash.split().operand();
        Operand whole = clash.whole().operand();
        Dtypes given = clash.split().read().dtypes();
        Dtypes needed = clash.whole().read().dtypes();
        String dtype = needed.isKnown(clash.world())
                ? words.fixes().dtypeOf(whole, call.site(), clash.world())
                : nearest(call, split, needed, clash.world(), words);
        List<String> reasons = words.because(call.site(), clash.world(), split, whole);
        return finding(call, split, given, needed, clash.world(), dtype, reasons, words);
    }

    private static Finding declared(Fact.Call call, Clash.Declared clash, Words words) {
        Operand split = clash.operand();
        String dtype = nearest(call, split, clash.required(), clash.world(), words);
        List<String> reasons = words.because(call.site(), clash.world(), split);
        return finding(call, split, clash.given(), clash.required(), clash.world(), dtype, reasons, words);
    }

    private static String nearest(Fact.Call call, Operand split, Dtypes needed, int world, Words words) {
        return words.fixes().nearest(needed, !split.qualifiers().dtypes().isEmpty(), call.site(), world);
    }

    private static Finding finding(
            Fact.Call call,
            Operand split,
            Dtypes given,
            Dtypes needed,
            int world,
            String dtype,
            List<String> reasons,
            Words words) {
        return Finding.of(
                Code.BRANCH_DTYPE,
                Judgement.at(call, split),
                call.site(),
                Clash.op(call) + ": " + Words.be(Clash.name(split, call))
                        + Words.dtype(given, world) + ", depending on the path"
                        + Words.under(call.site(), world, given, needed),
                reasons,
                Judgement.casts(split, needed, world, dtype, words));
    }

    /** A return of a value whose paths disagree. */
    static Finding returned(Fact.Return fact, Value.Tensors given, Value.Tensors wanted, int world, Words words) {
        Dtypes declared = wanted.dtypes();
        String dtype = words.fixes().nearest(declared, Words.isWritten(wanted), fact.site(), world);
        return Finding.of(
                Code.BRANCH_DTYPE,
                fact.expression(),
                fact.site(),
                fact.method().getSimpleName() + ": the result is " + Words.dtype(given.dtypes(), world)
                        + ", depending on the path" + Words.under(fact.site(), world, given.dtypes(), declared),
                words.because(fact.site(), world, fact.expression(), "the result", given),
                List.of(Fix.of(words.fixes().cast(fact.expression(), dtype), fact.expression())));
    }
}
