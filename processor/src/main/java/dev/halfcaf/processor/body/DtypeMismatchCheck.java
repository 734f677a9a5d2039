package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Operands whose dtypes disagree, and arguments of another dtype than declared. */
final class DtypeMismatchCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            Clash clash = Clash.in(call);
            if (clash != null && clash.split() == null) {
                findings.accept(clash.first() == null ? declared(call, clash, words) : operands(call, clash, words));
            }
        }
    }

    private static Finding operands(Fact.Call call, Clash clash, Words words) {
        Operand first = clash.first();
        Operand second = clash.second();
        int world = clash.world();
        String summary = call.method().getSimpleName() + ": "
                + Words.be(Clash.name(first, call.operands())) + Words.dtype(Clash.dtypes(first), world) + ", "
                + Words.be(name(second, call)) + Words.dtype(Clash.dtypes(second), world)
                + call.site().worlds().under(world);
        return new Finding(
                BodyCode.DTYPE_MISMATCH,
                at(call, second),
                call.site().scope(),
                summary,
                words.because(call.site(), world, first, second),
                fix(call, clash, first, second, words));
    }

    private static String name(Operand second, Fact.Call call) {
        // A class file need not know the names of parameters.
        return second.name().equals("arg0") && call.operands().get(0).name().equals("left")
                ? "right"
                : Clash.name(second, call.operands());
    }

    static Tree at(Fact.Call call, Operand operand) {
        ExpressionTree tree = operand.tree();
        return SourceText.pointedAt(tree == null ? call.site().tree() : tree);
    }

    private static String fix(Fact.Call call, Clash clash, Operand first, Operand second, Words words) {
        int world = clash.world();
        if (second.tree() == null || first.tree() == null) {
            return "cast one of them.";
        }
        // Never a number to bool, or a fraction to an integer.
        boolean castFirst = rank(Clash.dtypes(first), world) < rank(Clash.dtypes(second), world);
        Operand from = castFirst ? first : second;
        Operand to = castFirst ? second : first;
        if (!Clash.dtypes(to).isKnown(world)) {
            return "cast one of them.";
        }
        String dtype = words.fixes().dtypeOf(to, call.site(), world);
        List<String> ways = new ArrayList<>();
        String factory =
                from.read() == null ? null : words.fixes().factory(from.read().origin(), dtype);
        if (factory != null) {
            ways.add(factory);
        }
        ways.add(words.fixes().cast(from.tree(), dtype));
        return Words.joined(ways);
    }

    private static int rank(Dtypes dtypes, int world) {
        List<Dtype> all = dtypes.all(world);
        return all.stream().anyMatch(Dtype::isFloating) ? 2 : all.stream().anyMatch(Dtype::isIntegral) ? 1 : 0;
    }

    private static Finding declared(Fact.Call call, Clash clash, Words words) {
        Operand operand = clash.second();
        int world = clash.world();
        Dtypes required = operand.required();
        return new Finding(
                BodyCode.DTYPE_MISMATCH,
                at(call, operand),
                call.site().scope(),
                call.method().getSimpleName() + ": " + Words.be(Clash.name(operand, call.operands()))
                        + Words.dtype(Clash.dtypes(operand), world) + ", but must be "
                        + Words.dtype(required, world) + call.site().worlds().under(world),
                words.because(call.site(), world, operand),
                operand.tree() == null
                        ? "cast it."
                        : words.fixes()
                                .cast(operand.tree(), words.fixes().nearest(required, operand, call.site(), world)));
    }
}
