package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operands whose dtypes disagree, and values of another dtype than declared. */
final class DtypeMismatchCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            Clash clash = Clash.in(call);
            if (clash == null || Judgement.of(clash, call) != Judgement.MISMATCH) {
                return;
            } else if (clash instanceof Clash.Between between) {
                findings.accept(operands(call, between, words));
            } else if (clash instanceof Clash.Declared declared) {
                findings.accept(declared(call, declared, words));
            }
        } else if (fact instanceof Fact.Assignment assignment) {
            assignment(assignment, words, findings);
        }
    }

    private static Finding operands(Fact.Call call, Clash.Between clash, Words words) {
        Operand first = clash.first().operand();
        Operand second = clash.second().operand();
        Dtypes left = clash.first().read().dtypes();
        Dtypes right = clash.second().read().dtypes();
        int world = clash.world();
        String summary = Clash.op(call) + ": "
                + Words.be(Clash.name(first, call)) + Words.dtype(left, world) + ", "
                + Words.be(Clash.name(second, call)) + Words.dtype(right, world)
                + Words.under(call.site(), world, left, right);
        return Finding.of(
                        Code.DTYPE_MISMATCH,
                        Judgement.at(call, second),
                        call.site(),
                        summary,
                        words.because(call.site(), world, first, second),
                        fixes(call, clash, words))
                .causedBy(cause(clash.first().read(), clash.second().read()));
    }

    /** Where one tensor was made with the wrong dtype, all that it meets disagrees: that is one mistake. */
    private static @Nullable Object cause(Value.Tensors first, Value.Tensors second) {
        Object made = Words.madeAt(second);
        Object other = Words.madeAt(first);
        return made == null && other == null
                ? null
                : List.of(made == null ? second.origin() : made, other == null ? first.origin() : other);
    }

    private static List<Fix> fixes(Fact.Call call, Clash.Between clash, Words words) {
        int world = clash.world();
        // Never a number to bool, or a fraction to an integer.
        int rank = rank(clash.first(), world) - rank(clash.second(), world);
        boolean castFirst = rank < 0
                || rank == 0
                        && words.fixes().isFactoryMade(clash.first().operand())
                        && !words.fixes().isFactoryMade(clash.second().operand());
        Clash.Side from = castFirst ? clash.first() : clash.second();
        Clash.Side to = castFirst ? clash.second() : clash.first();
        ExpressionTree tree = from.operand().tree();
        boolean isKnown = to.read().dtypes().isKnown(world);
        if (tree == null
                || to.operand().tree() == null
                || !isKnown && !words.fixes().isNamed(to.operand())) {
            return List.of(Fix.advice("give " + Clash.name(to.operand(), call) + " a name, and cast "
                    + Clash.name(from.operand(), call) + " to its dtype()."));
        }
        String dtype = words.fixes().dtypeOf(to.operand(), call.site(), world);
        if (!isKnown) {
            return List.of(Fix.of(words.fixes().cast(tree, dtype), tree));
        }
        List<Fix> ways = new ArrayList<>();
        Fix factory = words.fixes().factory(from.read().origin(), to.operand(), call.site(), world);
        if (factory != null) {
            ways.add(factory);
        }
        Fix undone = words.fixes().undone(from.operand(), to.read().dtypes(), world);
        ways.add(undone == null ? Fix.of(words.fixes().cast(tree, dtype), tree) : undone);
        return ways;
    }

    private static int rank(Clash.Side side, int world) {
        List<Dtype> all = side.read().dtypes().all(world);
        return all.stream().anyMatch(Dtype::isFloating) ? 2 : all.stream().anyMatch(Dtype::isIntegral) ? 1 : 0;
    }

    private static Finding declared(Fact.Call call, Clash.Declared clash, Words words) {
        Operand operand = clash.operand();
        int world = clash.world();
        Dtypes required = clash.required();
        Dtypes given = clash.given();
        return Finding.of(
                Code.DTYPE_MISMATCH,
                Judgement.at(call, operand),
                call.site(),
                Clash.op(call) + ": " + Words.be(Clash.name(operand, call)) + Words.dtype(given, world)
                        + ", but must be " + Words.required(required, world)
                        + Words.under(call.site(), world, given, required),
                words.because(call.site(), world, operand),
                Judgement.casts(
                        operand,
                        required,
                        world,
                        words.fixes()
                                .nearest(
                                        required, !operand.qualifiers().dtypes().isEmpty(), call.site(), world),
                        words));
    }

    private static void assignment(Fact.Assignment fact, Words words, Consumer<Finding> findings) {
        Value.Tensors given = Value.read(fact.value());
        if (given == null || !(fact.declared() instanceof Value.Tensors declared)) {
            return;
        }
        for (int world = 0; world < fact.site().worlds().size(); world++) {
            if (fact.site().isLive(world) && !given.dtypes().agrees(declared.dtypes(), world)) {
                boolean isIndex = Judgement.isIndex(declared.dtypes(), given.dtypes(), world);
                String name = fact.target().getSimpleName().toString();
                List<String> reasons =
                        new ArrayList<>(words.because(fact.site(), world, fact.expression(), "the value", given));
                reasons.addAll(
                        words.reasons().lines(name, "is", declared.dtypes(), declared.origin(), fact.site(), world));
                findings.accept(Finding.of(
                        isIndex ? Code.INDEX_DTYPE : Code.DTYPE_MISMATCH,
                        fact.expression(),
                        fact.site(),
                        Words.be(name) + Words.dtype(declared.dtypes(), world) + ", the value is "
                                + Words.dtype(given.dtypes(), world)
                                + Words.under(fact.site(), world, given.dtypes(), declared.dtypes()),
                        reasons,
                        List.of(fix(fact, given, declared, world, words))));
                return;
            }
        }
    }

    private static Fix fix(Fact.Assignment fact, Value.Tensors given, Value.Tensors declared, int world, Words words) {
        Fix undone = words.fixes().undone(fact.expression(), given, declared.dtypes(), world);
        return undone != null
                ? undone
                : Fix.of(
                        words.fixes()
                                .cast(
                                        fact.expression(),
                                        words.fixes()
                                                .nearest(
                                                        declared.dtypes(),
                                                        Words.isWritten(declared),
                                                        fact.site(),
                                                        world)),
                        fact.expression());
    }
}
